import type { Format } from './format.ts';

/** The list of deals of amoCRM / Kommo. */
export const amocrmDeals: Format = {
  code: 'amocrm_deals',
  kind: 'deals',
  needs: [
    ['название сделки', 'lead title', 'lead name'],
    ['этап сделки', 'lead status', 'pipeline stage', 'stage'],
    ['бюджет', 'бюджет сделки', 'lead price', 'sale', 'budget', 'воронка'],
  ],
  columns: {
    'название сделки': 'name',
    'lead title': 'name',
    'lead name': 'name',
    'lead status': 'status',
    'pipeline stage': 'status',
    'lead price': 'amount',
    sale: 'amount',
    budget: 'amount',
    'основной контакт': null,
    ответственный: null,
  },
};
