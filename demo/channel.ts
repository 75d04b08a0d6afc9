import type { Verdict } from '../src/channels/domain/codes.ts';
import type { Segment, Text } from './company.ts';

/** Why Sales refuse a lead or lose a deal: the closed list of the qualification contract. */
export type Reason =
  | 'duplicate'
  | 'unreachable'
  | 'no_need'
  | 'no_budget'
  | 'not_decider'
  | 'region'
  | 'product'
  | 'timing'
  | 'competitor'
  | 'price'
  | 'chose_competitor'
  | 'no_answer';

/**
 * How money is spent, in roubles net of VAT. `auction`: every day, swinging from week to week by `wobble` (sigma of the logarithm) and growing `growth`-fold
 * from the first day to the last; `fee`: the same sum every day of the month; `events`: `each` per event, on the given days of the
 * history; `none`: nothing is paid.
 */
export type Spend =
  | { law: 'auction'; perMonth: number; wobble: number; growth: number }
  | { law: 'fee'; perMonth: number }
  | { law: 'events'; each: number; days: readonly number[] }
  | { law: 'none' };

/** One campaign of a channel; `share` of the channel's money and leads. */
export type Campaign = { name: Text; share: number; terms?: Readonly<{ ru: readonly string[]; en: readonly string[] }> };

/** A channel with everything the generator knows and the analyst does not. */
export type Channel = {
  key: string;
  name: Text;
  /** Where the cost file comes from; null when the cost is entered by hand. */
  platform: Text | null;
  source: Text;
  medium: string;
  spend: Spend;
  leadsPerMonth: number;
  /** Saturation: the leads of a week grow as spend^beta, so the next lead costs 1/beta of the average one. */
  beta: number;
  /** Share of leads that fit the criteria of Sales, share that is no lead at all, and share of qualified ones that buy. */
  qualified: number;
  invalid: number;
  wins: number;
  /** How much longer or shorter than the company's the sales cycle is. */
  cycle: number;
  segments: Readonly<Record<Segment, number>>;
  /** Weights of the reasons to refuse a lead. */
  rejects: Readonly<Partial<Record<Reason, number>>>;
  /** Days from the channel's first day to "today"; absent = from the beginning of the history. */
  age?: number;
  /** Cost of a click in roubles and click-through rate; absent where the channel does not report them. */
  clicks?: { cost: number; rate: number };
  /** A click identifier the platform adds to the address of the page. */
  clickId?: Text;
  /** Whether the platform's file holds sums with VAT ("gross") or without; null = a supplier without VAT. */
  vat: 'gross' | 'net' | null;
  /** A stretch when the marks in the links were lost: `lost` = no source at all, `macro` = the platform's placeholder was not filled in. */
  untagged?: { from: number; days: number; how: 'lost' | 'macro' };
  campaigns: readonly Campaign[];
  /** What people answer to "How did you hear about us?". */
  heard: Readonly<{ ru: readonly string[]; en: readonly string[] }>;
  /** What a wise head of marketing, who knew all of the above, would decide. */
  truth: Verdict;
};

/** The channel's true win rate: wins per lead when all deals have been closed. */
export const trueWinRate = (channel: Channel): number => channel.qualified * channel.wins;

/** The channel's true cost of a customer in roubles net of VAT; null when nothing is paid. `months` = length of the history, for channels paid per event. */
export function trueCac(channel: Channel, months = 14): number | null {
  const { spend } = channel;
  if (spend.law === 'none') return null;
  const perMonth = spend.law === 'events' ? (spend.each * spend.days.length) / months : spend.perMonth;
  return perMonth / channel.leadsPerMonth / trueWinRate(channel);
}
