/** Countries whose companies are likeliest to meet Otdel first; then the rest by name. ISO 3166 codes, the money used there. */
const money: Record<string, string> = {
  RU: 'RUB', BY: 'BYN', KZ: 'KZT', UZ: 'UZS', KG: 'KGS', AM: 'AMD', GE: 'GEL', AZ: 'AZN', TJ: 'TJS', MD: 'MDL', RS: 'RSD', TR: 'TRY', AE: 'AED', IL: 'ILS',
  US: 'USD', GB: 'GBP', CA: 'CAD', AU: 'AUD', NZ: 'NZD', CH: 'CHF', NO: 'NOK', SE: 'SEK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', RO: 'RON', BG: 'EUR',
  DE: 'EUR', FR: 'EUR', IT: 'EUR', ES: 'EUR', PT: 'EUR', NL: 'EUR', BE: 'EUR', AT: 'EUR', IE: 'EUR', FI: 'EUR', GR: 'EUR', EE: 'EUR', LV: 'EUR', LT: 'EUR',
  CY: 'EUR', SK: 'EUR', SI: 'EUR', HR: 'EUR', LU: 'EUR', MT: 'EUR', ME: 'EUR', CN: 'CNY', JP: 'JPY', IN: 'INR', KR: 'KRW', SG: 'SGD', HK: 'HKD', TH: 'THB',
  VN: 'VND', ID: 'IDR', MY: 'MYR', SA: 'SAR', EG: 'EGP', ZA: 'ZAR', BR: 'BRL', MX: 'MXN', AR: 'ARS', CL: 'CLP', MN: 'MNT',
}; // biome-ignore format: a table reads better in rows

const russianZones =
  /^(Europe\/(Moscow|Kaliningrad|Samara|Saratov|Ulyanovsk|Volgograd|Astrakhan|Kirov)|Asia\/(Yekaterinburg|Omsk|Novosibirsk|Barnaul|Tomsk|Novokuznetsk|Krasnoyarsk|Irkutsk|Chita|Yakutsk|Vladivostok|Khandyga|Sakhalin|Magadan|Kamchatka|Anadyr|Srednekolymsk|Ust-Nera))$/;

/** Where this browser seems to stand, to be corrected by the person: time zone from the clock, country from the zone or the language. */
export function guess(): { timeZone: string; country: string; currency: string } {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Moscow';
  const region = /-([A-Z]{2})$/.exec(navigator.language)?.[1];
  const country = russianZones.test(timeZone) ? 'RU' : region && money[region] ? region : navigator.language.startsWith('ru') ? 'RU' : 'US';
  return { timeZone: timeZone === 'UTC' && country === 'RU' ? 'Europe/Moscow' : timeZone, country, currency: money[country] ?? 'USD' };
}

export const currencyOf = (country: string): string | undefined => money[country];

type Option = { value: string; label: string };
const named = (codes: string[], names: Intl.DisplayNames, withCode: boolean): Option[] =>
  codes.map((value) => {
    const known = names.of(value) ?? value;
    const name = known.charAt(0).toLocaleUpperCase() + known.slice(1);
    return { value, label: withCode ? `${name} (${value})` : name };
  });

export function countryOptions(language: string): Option[] {
  const [first = [], rest = []] = split(Object.keys(money), 14);
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return [...named(first, names, false), ...named(rest, names, false).sort((a, b) => a.label.localeCompare(b.label, language))];
}

export function currencyOptions(language: string): Option[] {
  const first = ['RUB', 'BYN', 'KZT', 'UZS', 'USD', 'EUR'];
  const rest = Intl.supportedValuesOf('currency').filter((c) => !first.includes(c));
  return named([...first, ...rest], new Intl.DisplayNames(language, { type: 'currency' }), true);
}

/** Time zones from west to east, each with its present offset and its name in the language. */
export function timeZoneOptions(language: string): Option[] {
  const now = new Date();
  const part = (timeZone: string, timeZoneName: 'longOffset' | 'longGeneric', locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(now).find((p) => p.type === 'timeZoneName')?.value ?? '';
  const minutes = (offset: string) => Number(offset.slice(3, 6) || 0) * 60 + Number(`${offset[3] ?? ''}${offset.slice(7, 9) || 0}`);
  return Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/'))
    .map((value) => ({ value, offset: part(value, 'longOffset', 'en').replace('GMT', 'UTC') }))
    .sort((a, b) => minutes(a.offset) - minutes(b.offset) || a.value.localeCompare(b.value))
    .map(({ value, offset }) => ({
      value,
      label: `${offset} ${part(value, 'longGeneric', language).replace(/,? (стандартное время|Standard Time)$/, '')} (${value.replaceAll('_', ' ')})`,
    }));
}

const split = <T>(all: T[], at: number): T[][] => [all.slice(0, at), all.slice(at)];
