import type { DealRow } from '../src/leads/domain/rows.ts';
import { type Clock, DAY } from './calendar.ts';
import type { Channel } from './channel.ts';
import { CHANNELS } from './channels.ts';
import { CHEQUE_SIGMA, CYCLE, type Lang, SEGMENTS } from './company.ts';
import { chance, deck, integer, lognormal, pick, type Random, random, weighted } from './distributions.ts';
import type { DemoLead } from './leads.ts';
import { LOST } from './words.ts';

/** What the deals need to know. `minor` turns roubles into minor units of the currency; `end` is the instant at which the history stops. */
export type DealSetting = { seed: number; lang: Lang; currency: string; clock: Clock; end: number; minor: (roubles: number) => number };

/** The dirt of every CRM: qualified leads nobody opened a deal for, deals never closed, deals won without a sum, deals opened by hand without a link to the lead. */
const NO_DEAL = 0.02;
const NEVER_CLOSED = 0.015;
const WON_WITHOUT_AMOUNT = 0.015;
const WITHOUT_LINK = 0.03;

/** A lost deal drags on longer than a won one: nobody likes to write it off. */
const LOST_CYCLE = { medianDays: 26, sigma: 0.9 };

function closing(next: Random, lead: DemoLead, opened: number, isWon: boolean, clock: Clock): number {
  const days = (isWon ? lognormal(next, CYCLE.medianDays, CYCLE.sigma) : lognormal(next, LOST_CYCLE.medianDays, LOST_CYCLE.sigma)) * lead.channel.cycle;
  // Paperwork is done in office hours, whatever hour the lead came at.
  const office = clock.midnight(clock.day(lead.at + days * DAY)) + integer(next, 9 * 60, 18 * 60) * 60_000;
  return Math.max(office, opened + 3_600_000);
}

/** The luck of one channel's deals: its own stream, and a deck of wins and losses. */
type Luck = { next: Random; isWon: () => boolean };

function luckOf(channel: Channel, seed: number): Luck {
  const next = random(seed, channel.key, 'deals');
  const wins = channel.wins / (1 - NO_DEAL);
  const outcome = deck(next, { won: wins, lost: 1 - wins });
  return { next, isWon: () => outcome() === 'won' };
}

/** The deal of a qualified lead, or null: not opened yet, or forgotten. */
function deal(lead: DemoLead, number: number, { next, isWon }: Luck, { lang, currency, clock, end, minor }: DealSetting): DealRow | null {
  if (lead.row.judgement !== 'qualified' || lead.judgedAt === null || chance(next, NO_DEAL)) return null;
  const opened = lead.judgedAt + integer(next, 5, 2_400) * 60_000;
  if (opened >= end) return null;
  const segment = SEGMENTS[lead.segment];
  const good = isWon();
  const closed = closing(next, lead, opened, good, clock);
  const isOpen = closed >= end || chance(next, NEVER_CLOSED);
  const status = isOpen ? 'open' : good ? 'won' : 'lost';
  const amount = minor(lognormal(next, segment.cheque * Math.exp(-(CHEQUE_SIGMA ** 2) / 2), CHEQUE_SIGMA));
  const known = status === 'won' ? !chance(next, WON_WITHOUT_AMOUNT) : chance(next, 0.7);
  const margin = Math.round(amount * Math.min(0.6, lognormal(next, segment.margin, 0.12)));
  const product = pick(next, segment.products[lang]);
  return {
    key: `demo:deal:${number}`,
    externalId: `D-${number}`,
    leadExternalId: chance(next, WITHOUT_LINK) ? null : lead.row.externalId,
    phone: lead.row.phone,
    email: lead.row.email,
    name: `${product}: ${lead.row.company ?? lead.row.name}`,
    amountMinor: known ? amount : null,
    currency,
    marginMinor: status === 'won' && known && chance(next, 0.8) ? margin : null,
    status,
    openedAt: new Date(opened).toISOString(),
    closedAt: isOpen ? null : new Date(closed).toISOString(),
    lostReason: status === 'lost' ? weighted(next, LOST) : null,
    product,
    company: lead.row.company,
  };
}

/** The deals that grew out of the leads, in the order of the leads. */
export function dealRows(leads: readonly DemoLead[], setting: DealSetting): DealRow[] {
  const luck = new Map(CHANNELS.map((channel) => [channel, luckOf(channel, setting.seed)]));
  return leads.flatMap((lead, index) => deal(lead, 20_001 + index, luck.get(lead.channel)!, setting) ?? []);
}
