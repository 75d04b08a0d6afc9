import type { Format } from './format.ts';

/** The list of leads of Bitrix24, by the words of its interface or by the codes of its API. */
export const bitrix24Leads: Format = {
  code: 'bitrix24_leads',
  kind: 'leads',
  needs: [
    ['название лида', 'lead name', 'title'],
    ['статус', 'стадия', 'stage', 'status', 'status id'],
    ['дата создания', 'created', 'created on', 'date create'],
    ['источник', 'source', 'source id'],
  ],
  columns: {
    'название лида': 'name',
    'lead name': 'name',
    title: 'name',
    имя: 'firstName',
    name: 'firstName',
    фамилия: 'lastName',
    'created on': 'createdAt',
    'source id': 'channel',
    источник: 'channel',
    source: 'channel',
  },
};
