import { MONTHS_OF_HISTORY } from './calendar.ts';
import type { Channel } from './channel.ts';
import { dayDemand, type Lang, monthDemand } from './company.ts';
import { normal, type Random, random } from './distributions.ts';

/** What a channel is about to spend (roubles net of VAT) and to bring (expected leads) on one day; `index` counts days of the history from 0. */
export type DayPlan = { day: string; index: number; spend: number; leads: number };

/** Advertisers follow demand only in part: spend ~ demand^0.6, and half of the demand shows in leads beside the spend. */
const SPEND_FOLLOWS_DEMAND = 0.6;
const LEADS_FOLLOW_DEMAND = 0.5;

/** The money and the leads of one day, before both are scaled to the channel's monthly figures. */
type Shape = { spend: number; leads: number };

function auction(channel: Channel, days: readonly string[], first: number, lang: Lang, next: Random): Shape[] {
  const { spend } = channel;
  if (spend.law !== 'auction') return [];
  let swing = normal(next);
  return days.map((day, offset) => {
    // The swing of the weekly level is an AR(1) process: budgets are changed on Mondays and remember the week before.
    if (new Date(day).getUTCDay() === 1) swing = 0.5 * swing + Math.sqrt(0.75) * normal(next);
    const age = (first + offset) / (first + days.length);
    const level = spend.growth ** (age - 0.5) * Math.exp(spend.wobble * swing) * monthDemand(day) ** SPEND_FOLLOWS_DEMAND;
    const shape = dayDemand(day, lang);
    return { spend: level * shape, leads: level ** channel.beta * shape * monthDemand(day) ** LEADS_FOLLOW_DEMAND };
  });
}

/** The stand is paid a month before the fair, the rest on its first day; leads come on the three days of the fair and for two weeks after. */
function events(channel: Channel, days: readonly string[]): Shape[] {
  const shapes = days.map(() => ({ spend: 0, leads: 0 }));
  if (channel.spend.law !== 'events') return shapes;
  for (const opening of channel.spend.days) {
    for (const [delay, share] of [
      [-30, 0.6],
      [0, 0.4],
    ] as const) {
      const paid = shapes[opening + delay];
      if (paid) paid.spend += share;
    }
    for (let delay = 0; delay < 17; delay += 1) {
      const later = shapes[opening + delay];
      if (later) later.leads += delay < 3 ? 6 : 2 * Math.exp(-delay / 5);
    }
  }
  return shapes;
}

/** A steady price or none at all; the leads follow demand and grow by a third over the history, as articles and acquaintances add up. */
const steady = (days: readonly string[], lang: Lang): Shape[] =>
  days.map((day, index) => ({ spend: 1, leads: dayDemand(day, lang) * monthDemand(day) ** LEADS_FOLLOW_DEMAND * (0.85 + (0.3 * index) / days.length) }));

function shapesOf(channel: Channel, days: readonly string[], first: number, lang: Lang, next: Random): Shape[] {
  if (channel.spend.law === 'auction') return auction(channel, days, first, lang, next);
  if (channel.spend.law === 'events') return events(channel, days);
  return steady(days, lang);
}

/**
 * The channel's days from its first one on. Both sums are scaled so that over its life the channel spends and brings exactly what its monthly figures say,
 * whatever month the history begins in: that makes the hidden truth (cost of a lead, cost of a customer) hold for every "today".
 */
export function dayPlans(channel: Channel, days: readonly string[], lang: Lang, seed: number): DayPlan[] {
  const first = channel.age === undefined ? 0 : days.length - channel.age;
  const alive = days.slice(first);
  const shapes = shapesOf(channel, alive, first, lang, random(seed, channel.key, 'intensity'));
  const months = (MONTHS_OF_HISTORY * alive.length) / days.length;
  const { spend } = channel;
  const money = spend.law === 'none' ? 0 : spend.law === 'events' ? spend.each * spend.days.length : spend.perMonth * months;
  const perSpend = money / shapes.reduce((sum, shape) => sum + shape.spend, 0);
  const perLead = (channel.leadsPerMonth * months) / shapes.reduce((sum, shape) => sum + shape.leads, 0);
  return alive.map((day, index) => ({ day, index: first + index, spend: shapes[index]!.spend * perSpend, leads: shapes[index]!.leads * perLead }));
}
