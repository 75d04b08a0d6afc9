import type { CostRow } from '../src/channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../src/leads/domain/rows.ts';
import { clock, historyDays } from './calendar.ts';
import { CHANNELS } from './channels.ts';
import { COMPANY, type Lang, money } from './company.ts';
import { costRows } from './costs.ts';
import { dealRows } from './deals.ts';
import { dayPlans } from './intensity.ts';
import { channelLeads, type DemoLead } from './leads.ts';

/** Seed and "today" (yyyy-mm-dd) decide the history, language and currency only its appearance. */
export type DemoOptions = { seed: number; today: string; lang: Lang; currency: string };

/** Fourteen months of leads, deals and costs up to yesterday, oldest first. */
export function history({ seed, today, lang, currency }: DemoOptions): { leads: LeadRow[]; deals: DealRow[]; costs: CostRow[] } {
  const wall = clock(COMPANY[lang].timeZone);
  const days = historyDays(today);
  const setting = { seed, lang, currency, clock: wall, end: wall.midnight(today), minor: money(currency) };
  const costs: CostRow[] = [];
  const leads: DemoLead[] = [];
  for (const channel of CHANNELS) {
    const plans = dayPlans(channel, days, lang, seed);
    costs.push(...costRows(channel, plans, setting));
    leads.push(...channelLeads(channel, plans, leads.length, setting));
  }
  leads.sort((a, b) => a.at - b.at);
  leads.forEach((lead, index) => {
    lead.row.key = `demo:lead:${10_001 + index}`;
    lead.row.externalId = `L-${10_001 + index}`;
  });
  return { leads: leads.map((lead) => lead.row), deals: dealRows(leads, setting), costs: costs.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) };
}
