import type { Format } from './format.ts';

/** Reports of Meta Ads Manager; the currency stands in the header. With a breakdown by day the account's total of the day is one more row. */
export const metaAds: Format = {
  code: 'meta_ads',
  kind: 'costs',
  needs: [
    ['amount spent', 'потраченная сумма', 'сумма затрат', 'montant depense'],
    ['reporting starts', 'начало отчетности', 'дата начала отчетности', 'отчетность начата', 'day', 'день'],
  ],
  platform: 'meta_ads',
  source: 'facebook',
  medium: 'cpc',
  vat: 'net',
  blankTotals: true,
};
