/** Days off moved by the government for one year: rest of the first day is taken on the second. */
export type Decree = { source: string; moves: readonly (readonly [from: string, to: string])[] };

/** Public holidays of Russia, mm-dd → code (Labour Code, art. 112). */
export const holidays: Readonly<Record<string, string>> = {
  '01-01': 'new_year',
  '01-02': 'new_year',
  '01-03': 'new_year',
  '01-04': 'new_year',
  '01-05': 'new_year',
  '01-06': 'new_year',
  '01-07': 'christmas',
  '01-08': 'new_year',
  '02-23': 'defender',
  '03-08': 'women',
  '05-01': 'labour',
  '05-09': 'victory',
  '06-12': 'russia',
  '11-04': 'unity',
};

/** Decrees of the Government of the Russian Federation on moving days off. A year that is not here is reckoned by the law alone and says so. */
export const decrees: Readonly<Record<number, Decree>> = {
  2024: {
    source: 'Постановление Правительства РФ от 10.08.2023 № 1314',
    moves: [
      ['2024-01-06', '2024-05-10'],
      ['2024-01-07', '2024-12-31'],
      ['2024-04-27', '2024-04-29'],
      ['2024-11-02', '2024-04-30'],
      ['2024-12-28', '2024-12-30'],
    ],
  },
  2025: {
    source: 'Постановление Правительства РФ от 04.10.2024 № 1335',
    moves: [
      ['2025-01-04', '2025-05-02'],
      ['2025-01-05', '2025-12-31'],
      ['2025-02-23', '2025-05-08'],
      ['2025-03-08', '2025-06-13'],
      ['2025-11-01', '2025-11-03'],
    ],
  },
  2026: {
    source: 'Постановление Правительства РФ от 24.09.2025 № 1466',
    moves: [
      ['2026-01-03', '2026-01-09'],
      ['2026-01-04', '2026-12-31'],
    ],
  },
};

/** Countries that rest on Friday and Saturday (Unicode CLDR, weekData); everybody else here on Saturday and Sunday. */
export const fridaySaturday: ReadonlySet<string> = new Set(['BH', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'OM', 'QA', 'SA', 'SD', 'SY', 'YE']);
