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
    for (const [name, kind] of Object.entries(kinds[code] ?? {})) said[name] = inWords(t, f, kind, params[name]);
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

function inWords(t: TFunction, f: Formats, kind: ParamKind, value: number | string | undefined): string {
  if (typeof value !== 'number') return value === undefined ? '—' : rejectReason(t, value);
  if (kind === 'money') return f.money(value);
  if (kind === 'share') return chance(f, value);
  return f.num(kind === 'days' || kind === 'count' ? Math.ceil(value) : value, kind === 'times' ? 1 : 0);
}

/** A probability or a share in whole per cent, never rounded to a certainty that is none. */
export function chance(f: Formats, share: number | null): string {
  if (share === null) return f.pct(null);
  if (share > 0.99 && share < 1) return `> ${f.pct(0.99, 0)}`;
  if (share < 0.01 && share > 0) return `< ${f.pct(0.01, 0)}`;
  return f.pct(share, 0);
}

export function useSayer(): Sayer {
  const { t } = useTranslation(['verdicts', 'leads']);
  return sayer(t, useFormats());
}
