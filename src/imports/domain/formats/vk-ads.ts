import type { Format } from './format.ts';

/** Reports of VK Реклама, without a day unless grouped by day. A switch of the report decides about VAT; the API is always net of it. */
export const vkAds: Format = {
  code: 'vk_ads',
  kind: 'costs',
  needs: [
    ['потрачено всего', 'потрачено'],
    ['показы', 'клики'],
  ],
  columns: { статус: null, цель: null, результат: null },
  platform: 'vk_ads',
  source: 'vk',
  medium: 'cpc',
  suggestedVat: 'net',
};
