import type { Format } from './format.ts';

/** The upload format of expenses (net of VAT by its rules); a day may be a period `a/b`. */
export const metricaExpenses: Format = {
  code: 'metrica_expenses',
  kind: 'costs',
  needs: [['date'], ['utm source'], ['expenses']],
  vat: 'net',
  ranges: true,
};

/** The upload format of offline conversions: every line is a sale of a visitor, the moment in seconds since 1970. */
export const metricaOfflineConversions: Format = {
  code: 'metrica_offline_conversions',
  kind: 'deals',
  needs: [['client id', 'user id', 'yclid', 'purchase id'], ['target'], ['date time']],
  columns: {
    'client id': 'leadExternalId',
    'user id': 'leadExternalId',
    yclid: 'leadExternalId',
    'purchase id': 'externalId',
    target: 'name',
    'date time': 'closedAt',
    price: 'amount',
  },
  unix: true,
  status: 'won',
};
