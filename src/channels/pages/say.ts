import i18next, { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Formats, useFormats } from '../../web/ui/format.tsx';
import type { VerdictRow } from '../contract.ts';
import { GUARDS, type ParamKind, REASONS, TO_KNOW } from '../domain/codes.ts';

type Coded = { code: string; params: Record<string, number | string> };
type Basis = VerdictRow['basis'];

/** The codes of the mathematics in the person's words: `say.reason(verdict.reasons[0], verdict.basis)`. */
export function sayer(t: TFunction, f: Formats) {
  const values = (kinds: Record<string, Record<string, ParamKind>>, { code, params }: Coded, basis: Basis) => {
    const said: Record<string, string | number> = {};
    for (const [name, kind] of Object.entries(kinds[code] ?? {})) said[name] = inWords(t, f, name, kind, params[name]);
    const { beta, days, leads } = params;
    // the response exponent says nothing to people; what ten per cent more money brings does
    if (typeof beta === 'number') said.gain = f.pct(1.1 ** beta - 1, 0);
    if (typeof days === 'number') said.count = days;
    else if (typeof leads === 'number') said.count = leads;
    const of = basis ?? 'deals';
    return { ...said, what: t(`verdicts:unit.${of}`), whats: t(`verdicts:unit.many_${of}`) };
  };
  return {
    reason: (coded: Coded, basis: Basis) => t(`verdicts:reason.${coded.code}`, values(REASONS, coded, basis)),
    guard: (coded: Coded) => t(`verdicts:guard.${coded.code}`, values(GUARDS, coded, null)),
    know: (coded: Coded) => t(`verdicts:know.${coded.code}`, values(TO_KNOW, coded, null)),
    rejectReason: (code: string) => rejectReason(t, code),
  };
}
export type Sayer = ReturnType<typeof sayer>;

/** A reason of the closed list in the person's language; what was written freely stays as it was written. */
export function rejectReason(t: TFunction, code: string): string {
  return i18next.exists(`leads:reject.${code}`) ? t(`leads:reject.${code}`) : code;
}

/** Money that was really paid or received; all other money is an estimate. */
const counted = ['spend', 'revenue', 'deal'];

function inWords(t: TFunction, f: Formats, name: string, kind: ParamKind, value: number | string | undefined): string {
  if (typeof value !== 'number') return value === undefined ? '—' : rejectReason(t, value);
  if (kind === 'money') return f.money(counted.includes(name) ? value : roughly(value));
  if (kind === 'share') return name === 'p' && value > 0.99 ? t('verdicts:chance.over', { p: f.pct(0.99, 0) }) : f.pct(value, 0);
  return f.num(kind === 'days' || kind === 'count' ? Math.ceil(value) : value, kind === 'times' ? 1 : 0);
}

/** A probability in whole per cent, never rounded to a certainty that there is none. */
export const chance = (f: Formats, p: number | null): string =>
  p !== null && p > 0.99 ? `> ${f.pct(0.99, 0)}` : p !== null && p < 0.01 ? `< ${f.pct(0.01, 0)}` : f.pct(p, 0);

/** An estimate in two significant digits: more would promise what the data do not hold. */
export const roughly = (minor: number, digits = 2): number => Number(minor.toPrecision(digits));

export function useSayer(): Sayer {
  const { t } = useTranslation(['verdicts', 'leads']);
  return sayer(t, useFormats());
}
