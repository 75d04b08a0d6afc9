import type { Format } from './format.ts';

/** Reports of Google Ads in English, Russian, French and German; cost is net of VAT. */
export const googleAds: Format = {
  code: 'google_ads',
  kind: 'costs',
  needs: [
    ['campaign', 'кампания', 'campagne', 'kampagne'],
    ['cost', 'стоимость', 'расходы', 'cout', 'kosten'],
    ['currency code', 'код валюты', 'code de la devise', 'wahrungscode', 'impr', 'impressionen'],
  ],
  platform: 'google_ads',
  source: 'google',
  medium: 'cpc',
  vat: 'net',
};
