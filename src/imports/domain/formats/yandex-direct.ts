import { type Cell, cellText } from '../../../platform/tables/cell.ts';
import type { Format } from './format.ts';

const sum = (cells: readonly Cell[]) => cells.reduce((total: number, cell) => total + Number(cellText(cell)), 0);

/** The API gives millionths unless told otherwise, always whole: no click costs 10,000 roubles, no day costs a million to the rouble. */
export function inMicros(amounts: readonly Cell[], clicks: readonly Cell[]): boolean {
  const texts = amounts.map(cellText).filter((text) => text !== '0');
  if (texts.length === 0 || !texts.every((text) => /^\d+$/.test(text))) return false;
  const total = sum(clicks);
  return total > 0 ? sum(amounts) / total >= 10_000 : texts.every((text) => Number(text) >= 1_000_000);
}

const common = { kind: 'costs', platform: 'yandex_direct', source: 'yandex', medium: 'cpc', suggestedVat: 'gross' } as const;

/** Reports of the interface, in Russian: a switch of the report decides about VAT. */
export const yandexDirectRu: Format = {
  ...common,
  code: 'yandex_direct',
  needs: [
    ['дата', 'день'],
    ['кампания', 'название кампании', 'номер кампании', 'id кампании'],
    ['расход', 'расход с ндс', 'расход без ндс'],
  ],
  // A marketer's own table of days, campaigns and money has none of these.
  exact: [
    '№ Кампании',
    '№ кампании',
    'ID кампании',
    '№ Группы',
    '№ группы',
    '№ Объявления',
    '№ объявления',
    'Условие показа',
    '№ Условия показа',
    'Тип площадки',
    'Расход (руб.)',
    'Расход, руб.',
  ],
  columns: { площадка: null, 'название площадки': null, 'тип площадки': null, прибыль: null },
};

/** Reports of the API (TSV) and of the interface in English: `IncludeVAT` decides about VAT, `returnMoneyInMicros` about the unit. */
export const yandexDirectApi: Format = {
  ...common,
  code: 'yandex_direct_api',
  needs: [['date'], ['cost']],
  exact: ['CampaignId', 'CampaignName', 'CampaignType', 'AdGroupId', 'CriterionId'],
  micros: inMicros,
};
