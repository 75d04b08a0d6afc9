import { amocrmDeals } from './amocrm.ts';
import { bitrix24Leads } from './bitrix24.ts';
import type { Format } from './format.ts';
import { googleAds } from './google-ads.ts';
import { metaAds } from './meta-ads.ts';
import { vkAds } from './vk-ads.ts';
import { yandexDirectApi, yandexDirectRu } from './yandex-direct.ts';
import { metricaExpenses, metricaOfflineConversions } from './yandex-metrica.ts';

/** Every export that is known by its header; the first that fits is taken, so the particular stand before the general. */
export const formats: readonly Format[] = [
  metricaExpenses,
  metricaOfflineConversions,
  yandexDirectApi,
  metaAds,
  vkAds,
  googleAds,
  yandexDirectRu,
  amocrmDeals,
  bitrix24Leads,
];

/** The known export with these headers, or null. */
export function formatOf(headers: readonly string[], plain: readonly string[]): Format | null {
  const names = new Set(plain);
  const exact = new Set(headers.map((header) => header.trim()));
  return (
    formats.find(
      (format) => format.needs.every((any) => any.some((name) => names.has(name))) && (!format.exact || format.exact.some((name) => exact.has(name))),
    ) ?? null
  );
}
