import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency, useTimeZone } from '../session.ts';

/** What is unknown or does not exist is a dash, never a zero. */
export const none = '—';

/** English means day before month here too: 5 March 2026 cannot be misread as May. */
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : 'ru-RU');

const cache = new Map<string, Intl.NumberFormat>();
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = language + JSON.stringify(options);
  const made = cache.get(id) ?? new Intl.NumberFormat(localeOf(language), options);
  cache.set(id, made);
  return made;
}

type Maybe<T> = T | null | undefined;
const missing = (v: Maybe<number>): v is null | undefined => v === null || v === undefined || !Number.isFinite(v);

/** Minor units of one unit of a currency: 100 for RUB, 1 for JPY. */
export function minorPerUnit(currency: string): number {
  return 10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2);
}

/** All figures of the interface, in one language, currency and time zone; `null` gives a dash. */
export function formats(language: string, currency: string, timeZone: string) {
  const locale = localeOf(language);
  const perUnit = minorPerUnit(currency);
  const when = (at: Date, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(at).replace(/(\d)\s?г\./, '$1'); // «2026 г.» says no more than «2026»
  const day = (iso: Maybe<string>, options: Intl.DateTimeFormatOptions) =>
    iso ? when(new Date(`${iso.slice(0, 10)}T00:00:00Z`), { timeZone: 'UTC', ...options }) : none;
  return {
    /** Minor units in one unit of the currency. */
    perUnit,
    /** A count or a measure; at most `digits` decimals (0). */
    num: (v: Maybe<number>, digits = 0) => (missing(v) ? none : numberFormat(language, { maximumFractionDigits: digits }).format(v)),
    /** Money in minor units. Whole units from 100 up, where the hundredths only make noise; `exact` shows them always. */
    money: (minor: Maybe<number>, exact = false, of = currency) => {
      if (missing(minor)) return none;
      const unit = of === currency ? perUnit : minorPerUnit(of);
      const whole = !exact && (Math.abs(minor) >= 100 * unit || minor === 0);
      return numberFormat(language, {
        style: 'currency',
        currency: of,
        currencyDisplay: 'narrowSymbol',
        ...(whole ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {}),
      }).format(minor / unit);
    },
    /** Minor units as units, for an export or an axis. */
    units: (minor: number) => minor / perUnit,
    /** Money for an axis or a card: 1,2 млн ₽. */
    moneyShort: (minor: Maybe<number>) =>
      missing(minor)
        ? none
        : numberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', maximumFractionDigits: 1 }).format(
            minor / perUnit,
          ),
    numShort: (v: Maybe<number>) => (missing(v) ? none : numberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(v)),
    /** A share: 0.1234 is 12,3 %. */
    pct: (share: Maybe<number>, digits = 1) =>
      missing(share) ? none : numberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share),
    /** A change against the period compared with: +12 %, −3 %. */
    change: (share: Maybe<number>, digits = 0) =>
      missing(share) ? none : numberFormat(language, { style: 'percent', maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(share),
    /** A day 'yyyy-mm-dd'. */
    day: (iso: Maybe<string>) => day(iso, { day: 'numeric', month: 'short', year: 'numeric' }),
    dayShort: (iso: Maybe<string>) => day(iso, { day: 'numeric', month: 'short' }),
    month: (iso: Maybe<string>) => day(iso, { month: 'long', year: 'numeric' }),
    /** A moment (ISO), on the clock of the workspace. */
    time: (iso: Maybe<string>) =>
      iso ? when(new Date(iso), { timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }) : none,
    /** Bytes of a file: 1,4 МБ. */
    bytes: (v: Maybe<number>) => {
      if (missing(v)) return none;
      const step = v < 1e3 ? 0 : v < 1e6 ? 1 : v < 1e9 ? 2 : 3;
      return numberFormat(language, {
        style: 'unit',
        unit: ['byte', 'kilobyte', 'megabyte', 'gigabyte'][step]!,
        maximumFractionDigits: step > 1 ? 1 : 0,
      }).format(v / 1000 ** step);
    },
  };
}
export type Formats = ReturnType<typeof formats>;

/** The formats of the person's language and the workspace's currency and time zone. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const [currency, timeZone] = [useCurrency(), useTimeZone()];
  return useMemo(() => formats(i18n.language, currency, timeZone), [i18n.language, currency, timeZone]);
}
