import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../../web/ui/format.tsx';
import type { ImportLine } from '../contract.ts';
import { type Field, isDate, isMoney } from '../domain/fields.ts';

/** The words of an import in the person's language. */
export function useWords() {
  const { t } = useTranslation('imports');
  return {
    t,
    field: (field: Field) => t(`field.${field}`),
    kind: (kind: ImportLine['kind']) => t(`kind.${kind ?? 'unknown'}`),
    /** A sentence for the code of a refusal; one without a sentence is named. */
    refusal: ({ code, params }: NonNullable<ImportLine['refusal']>) =>
      i18next.exists(`imports:errors.${code}`) ? t(`errors.${code}`, params) : t('errors.stopped', { code }),
    header: (name: string, index: number) => name || t('reading.nameless', { number: index + 1 }),
  };
}

const judged = new Set(['unjudged', 'qualified', 'rejected', 'invalid', 'open', 'won', 'lost']);

/** How a value was read, as the language writes it: a day, a moment, money, a judgement. */
export function shownReading(read: string, field: Field | null, f: Formats, judgement: (code: string) => string): string {
  if (isMoney(field)) {
    const [minor, currency] = read.split(' ');
    return f.money(Number(minor), true, currency);
  }
  if (isDate(field)) return /^\d{4}-\d\d-\d\d$/.test(read) ? f.day(read) : f.time(read);
  if ((field === 'status' || field === 'judgement') && judged.has(read)) return judgement(read);
  return read;
}
