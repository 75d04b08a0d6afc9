import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Trx } from '../db.ts';

/** Everything the roll-ups say, counted from the rows one question at a time; written apart from leads/queries/recount.ts on purpose. */
async function recount(trx: Trx) {
  const one = async (text: string) => new Map((await sql.raw<{ k: string; n: number }>(text).execute(trx)).rows.map((r) => [r.k, r.n]));
  const src = `coalesce(source_id::text, '00000000-0000-0000-0000-000000000000')`;
  const leads = (day: string, where: string) => one(`select ${day} || ' ' || ${src} as k, count(*)::int as n from lead where ${where} group by 1`);
  const deals = (day: string, what: string, where = 'true') =>
    one(`select ${day} || ' ' || ${src} as k, (${what})::bigint as n from deal where status = 'won' and ${where} group by 1`);
  const linked = `exists (select from deal d where d.lead_id = lead.id and d.status = 'won')`;
  const wonOn = `(select min(coalesce(d.closed_on, d.opened_on, lead.day)) from deal d where d.lead_id = lead.id and d.status = 'won')`;
  const lost = `not ${linked} and (judgement in ('rejected', 'invalid') or (exists (select from deal d where d.lead_id = lead.id) and not exists (select from deal d where d.lead_id = lead.id and d.status <> 'lost')))`;
  const lostOn = `(case when judgement in ('rejected', 'invalid') then judged_on else (select max(coalesce(d.closed_on, d.opened_on, lead.day)) from deal d where d.lead_id = lead.id) end)`;
  const paidOn = 'coalesce(closed_on, opened_on, cohort_on)';
  const both = async (cohort: Promise<Map<string, number>>, cash: Promise<Map<string, number>>) => ({ cohort: await cohort, cash: await cash });
  const figures = {
    leads: await both(leads('day', 'true'), leads('day', 'true')),
    valid: await both(leads('day', `judgement <> 'invalid'`), leads('day', `judgement <> 'invalid'`)),
    judged: await both(leads('day', `judgement <> 'unjudged'`), leads('judged_on', `judgement <> 'unjudged'`)),
    qualified: await both(leads('day', `judgement = 'qualified'`), leads('judged_on', `judgement = 'qualified'`)),
    lead_won: await both(leads('day', linked), leads(wonOn, linked)),
    lead_lost: await both(leads('day', lost), leads(lostOn, lost)),
    deals: await both(deals('cohort_on', 'count(*)'), deals(paidOn, 'count(*)')),
    priced: await both(deals('cohort_on', 'count(amount_minor)'), deals(paidOn, 'count(amount_minor)')),
    revenue_minor: await both(deals('cohort_on', 'coalesce(sum(amount_minor), 0)'), deals(paidOn, 'coalesce(sum(amount_minor), 0)')),
    margin_minor: await both(deals('cohort_on', 'coalesce(sum(margin_minor), 0)'), deals(paidOn, 'coalesce(sum(margin_minor), 0)')),
    unmargined_minor: await both(
      deals('cohort_on', 'coalesce(sum(amount_minor), 0)', 'margin_minor is null'),
      deals(paidOn, 'coalesce(sum(amount_minor), 0)', 'margin_minor is null'),
    ),
  };
  const closing =
    await one(`select to_char(day, 'yyyy-mm-01') || ' won ' || greatest(${wonOn} - day, 0) as k, count(*)::int as n from lead where ${linked} group by 1
    union all select to_char(day, 'yyyy-mm-01') || ' open ' || (extract(day from day) - 1), count(*)::int from lead where not ${linked} and not (${lost}) group by 1
    union all select to_char(day, 'yyyy-mm-01') || ' lost ' || greatest(${lostOn} - day, 0), count(*)::int from lead where ${lost} group by 1`);
  const rejections = await one(
    `select day || ' ' || ${src} || ' ' || coalesce(reject_reason, '') as k, count(*)::int as n from lead where judgement in ('rejected', 'invalid') group by 1`,
  );
  const following = await one(
    `select 'strays' as k, count(*)::int as n from deal d join lead l on l.id = d.lead_id where d.cohort_on <> l.day or d.source_id is distinct from l.source_id`,
  );
  return { figures, closing, rejections, strays: following.get('strays') };
}

async function kept(trx: Trx) {
  const { rows } = await sql<Record<string, string | number>>`select * from result_day`.execute(trx);
  const pick = (basis: string, column: string) => new Map(rows.filter((r) => r.basis === basis).map((r) => [`${r.day} ${r.source_id}`, Number(r[column])]));
  const names = ['leads', 'valid', 'judged', 'qualified', 'lead_won', 'lead_lost', 'deals', 'priced', 'revenue_minor', 'margin_minor', 'unmargined_minor'];
  const one = async (text: string) => new Map((await sql.raw<{ k: string; n: number }>(text).execute(trx)).rows.map((r) => [r.k, r.n]));
  return {
    figures: Object.fromEntries(names.map((n) => [n, { cohort: pick('cohort', n), cash: pick('cash', n) }])),
    closing: await one(`select month || ' ' || outcome || ' ' || age_days as k, leads as n from closing_age`),
    rejections: await one(`select day || ' ' || source_id || ' ' || reason as k, leads as n from rejection_day`),
  };
}

const solid = (map: Map<string, number>) => Object.fromEntries([...map].filter(([, n]) => n !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
/** Fails unless every roll-up of the workspace says exactly what its leads and deals say. */
export async function expectExact(trx: Trx): Promise<void> {
  const [truth, rollUps] = [await recount(trx), await kept(trx)];
  expect(truth.strays).toBe(0);
  for (const [name, { cohort, cash }] of Object.entries(truth.figures)) {
    expect({ name, ...solid(rollUps.figures[name]!.cohort) }).toEqual({ name, ...solid(cohort) });
    expect({ name, ...solid(rollUps.figures[name]!.cash) }).toEqual({ name, ...solid(cash) });
  }
  expect(solid(rollUps.closing)).toEqual(solid(truth.closing));
  expect(solid(rollUps.rejections)).toEqual(solid(truth.rejections));
  const customers = await sql<{ kept: number; counted: number }>`
    select (select sum(customers) from result_day where basis = 'cohort') as kept,
      (select count(distinct lead_id) + count(*) filter (where lead_id is null) from deal where status = 'won') as counted`.execute(trx);
  expect(customers.rows[0]!.kept ?? 0).toBe(customers.rows[0]!.counted);
  const none = `'00000000-0000-0000-0000-000000000000'`;
  const names = [
    'leads',
    'valid',
    'judged',
    'qualified',
    'lead_won',
    'lead_lost',
    'customers',
    'deals',
    'priced',
    'revenue_minor',
    'margin_minor',
    'unmargined_minor',
  ];
  const months = await sql
    .raw<{ n: number }>(`
    with days as (select basis, to_char(day, 'yyyy-mm') m, source_id, ${names.map((n) => `sum(${n})`).join(', ')} from result_day group by 1, 2, 3),
    months as (select basis, to_char(month, 'yyyy-mm') m, source_id, ${names.map((n) => `sum(${n})`).join(', ')} from result_month group by 1, 2, 3)
    select count(*) as n from ((select * from days except select * from months) union all (select * from months except select * from days)) x`)
    .execute(trx);
  expect(months.rows[0]!.n).toBe(0);
  const costs = await sql
    .raw<{ n: number }>(`
    with rows as (select to_char(day, 'yyyy-mm') m, coalesce(source_id, ${none}), count(*), sum(net_minor), sum(vat_minor), coalesce(sum(impressions), 0), count(impressions), coalesce(sum(clicks), 0), count(clicks)
      from cost group by 1, 2),
    months as (select to_char(month, 'yyyy-mm') m, source_id, cost_rows, net_minor, vat_minor, impressions, impression_rows, clicks, click_rows from cost_month where cost_rows <> 0)
    select count(*) as n from ((select * from rows except select * from months) union all (select * from months except select * from rows)) x`)
    .execute(trx);
  expect(costs.rows[0]!.n).toBe(0);
}
