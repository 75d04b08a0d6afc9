import type { CostRow } from '../src/channels/domain/cost-row.ts';
import type { Channel } from './channel.ts';
import { type Lang, vatRate } from './company.ts';
import { lognormal, poisson, random } from './distributions.ts';
import type { DayPlan } from './intensity.ts';

/** What a cost row needs to know beside its day. `minor` turns roubles into minor units of the currency. */
export type CostSetting = { seed: number; lang: Lang; currency: string; minor: (roubles: number) => number };

/** The cost rows of a channel: one a day and campaign, as the platform reports them (with or without VAT, with clicks where it counts them). */
export function costRows(channel: Channel, plans: readonly DayPlan[], { seed, lang, currency, minor }: CostSetting): CostRow[] {
  const next = random(seed, channel.key, 'costs');
  const total = channel.campaigns.reduce((sum, campaign) => sum + campaign.share, 0);
  const noisy = channel.spend.law === 'auction';
  return plans.flatMap(({ day, spend }) =>
    channel.campaigns.flatMap((campaign, index): CostRow[] => {
      if (spend === 0) return [];
      const net = ((spend * campaign.share) / total) * (noisy ? lognormal(next, 1, 0.15) : 1);
      const netMinor = minor(net);
      const vatMinor = channel.vat === null ? 0 : Math.round(netMinor * vatRate(day, lang));
      const clicks = channel.clicks ? poisson(next, net / channel.clicks.cost) : null;
      return [
        {
          key: `demo:cost:${channel.key}:${index}:${day}`,
          day,
          platform: channel.platform?.[lang] ?? null,
          channel: channel.name[lang],
          source: channel.source[lang],
          medium: channel.medium,
          campaign: campaign.name[lang],
          content: null,
          term: null,
          amountMinor: channel.vat === 'gross' ? netMinor + vatMinor : netMinor,
          vat: channel.vat === 'gross' ? 'gross' : 'net',
          vatMinor,
          currency,
          impressions: channel.clicks && clicks !== null ? Math.max(clicks, Math.round((clicks / channel.clicks.rate) * lognormal(next, 1, 0.1))) : null,
          clicks,
        },
      ];
    }),
  );
}
