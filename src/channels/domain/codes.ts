/**
 * Every reason, guard and "what is needed to know" a verdict can carry, with its parameters and what they are. The mathematics
 * returns codes and numbers; the words live in the locales, whose completeness is checked against these lists.
 */

/** What a parameter is, so that the interface formats it: money in minor units, share 0–1, times (a factor), count, days, text (an id or a reason code). */
export type ParamKind = 'money' | 'share' | 'times' | 'count' | 'days' | 'text';

/** Why the verdict is what it is. */
export const REASONS = {
  cac_above_target: { p: 'share', cac: 'money', target: 'money' },
  cac_below_target: { p: 'share', cac: 'money', target: 'money' },
  cac_near_target: { p: 'share', cac: 'money', target: 'money' },
  cpql_above_target: { p: 'share', cpql: 'money', target: 'money' },
  cpql_below_target: { p: 'share', cpql: 'money', target: 'money' },
  cpql_near_target: { p: 'share', cpql: 'money', target: 'money' },
  no_deals_after_spend: { spend: 'money', times: 'times' },
  no_qualified_after_spend: { spend: 'money', times: 'times' },
  marginal_cost_below_target: { p: 'share', marginal: 'money', target: 'money', beta: 'times' },
  step: { low: 'share', high: 'share' },
  marginal_cost_above_target: { p: 'share', marginal: 'money', target: 'money', beta: 'times', spendFactor: 'share' },
  marginal_cost_unclear: { p: 'share', marginal: 'money', target: 'money', beta: 'times' },
  beta_assumed: { beta: 'times', weeks: 'count' },
  judged_on_qualified_immature: { maturity: 'share' },
  judged_on_qualified_few_deals: { deals: 'count' },
  conversion_below_peers: { rate: 'share', peers: 'share' },
  rejected_for_one_reason: { reason: 'text', share: 'share', leads: 'count' },
  sla_breached: {},
  saturated: { beta: 'times', spendFactor: 'share' },
  qualified_close_below_peers: { rate: 'share', peers: 'share' },
  lead_cost_above_peers: { cpl: 'money', peers: 'money' },
  qualified_share_below_peers: { rate: 'share', peers: 'share' },
  repair_not_enough: { times: 'times', p: 'share' },
  few_events: { events: 'count', needed: 'count' },
  no_target: {},
  no_spend: {},
  brings: { leads: 'count', qualified: 'count', deals: 'count', revenue: 'money' },
  single_deal: { share: 'share', deal: 'money' },
  headroom_unknown: {},
} as const satisfies Record<string, Record<string, ParamKind>>;

/** What stopped a stronger verdict. */
export const GUARDS = {
  immature: { maturity: 'share', needed: 'share' },
  few_days: { days: 'days', needed: 'days' },
  little_spend: { spend: 'money', needed: 'money' },
  assists: { share: 'share', limit: 'share' },
  sla: {},
  sales_capacity: {},
  headroom: { headroom: 'share', needed: 'share' },
  incrementality: {},
  saturation: { p: 'share', needed: 'share' },
  single_deal: { share: 'share', p: 'share' },
  few_events: { events: 'count', needed: 'count' },
} as const satisfies Record<string, Record<string, ParamKind>>;

/** What would be needed to know more. */
export const TO_KNOW = {
  spend_more: { money: 'money' },
  wait_for_deals: { days: 'days' },
  observe_longer: { days: 'days' },
  collect_leads: { leads: 'count' },
  set_target: {},
  state_close_rate: {},
  state_cycle: {},
  test_incrementality: {},
  state_headroom: {},
} as const satisfies Record<string, Record<string, ParamKind>>;

type Coded<T extends Record<string, Record<string, ParamKind>>> = {
  [C in keyof T]: { code: C } & { [P in keyof T[C]]: T[C][P] extends 'text' ? string : number };
}[keyof T];

/** A reason: its code and parameters. */
export type Reason = Coded<typeof REASONS>;
/** A guard: its code and parameters. */
export type Guard = Coded<typeof GUARDS>;
/** Something to do or wait for in order to know: its code and parameters. */
export type ToKnow = Coded<typeof TO_KNOW>;

/** Codes for the completeness check of the locales. */
export const REASON_CODES = Object.keys(REASONS) as readonly Reason['code'][];
/** The same for guards. */
export const GUARD_CODES = Object.keys(GUARDS) as readonly Guard['code'][];
/** The same for what is needed to know. */
export const TO_KNOW_CODES = Object.keys(TO_KNOW) as readonly ToKnow['code'][];
/** Verdicts, from the most urgent. */
export const VERDICTS = ['drop', 'fix', 'strengthen', 'keep', 'not_enough_data'] as const;
/** How much a verdict can be trusted. */
export const LEVELS = ['none', 'hint', 'provisional', 'firm'] as const;
/** What a verdict stands on. */
export const BASES = ['deals', 'qualified'] as const;
/** Where the allowed CAC comes from. */
export const TARGET_ORIGINS = ['target_cac', 'customer_margin', 'first_deal_margin'] as const;

/** One of VERDICTS. */
export type Verdict = (typeof VERDICTS)[number];
/** One of LEVELS. */
export type Level = (typeof LEVELS)[number];
/** One of BASES. */
export type Basis = (typeof BASES)[number];
/** One of TARGET_ORIGINS. */
export type TargetOrigin = (typeof TARGET_ORIGINS)[number];
