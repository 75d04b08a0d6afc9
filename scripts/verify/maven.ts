import type { Bench } from '../verify.ts';

/** A CRM pipeline: statuses as words, dates DD-MM-YY, a currency nobody states. */
export async function verifyMaven({ workspace, importFile, data, ask, expect, title }: Bench): Promise<void> {
  title('deals_maven');
  const scope = await workspace('USD');
  const done = await importFile(scope, data('deals_maven', 'maven_sales_pipeline.csv'), { answer: 'currency=USD' });
  expect('rows: read, created, bad', [8800, 8800, 0], [done.rows_read, done.rows_created, done.rows_bad]);
  const words = await ask<{ status: string; n: number }>(`select status, count(*)::int as n from deal where workspace_id = $1 group by 1 order by 1`, [
    scope.workspaceId,
  ]);
  expect(
    'deals by status (engaging and prospecting are open)',
    { lost: 2473, open: 1589 + 500, won: 4238 },
    Object.fromEntries(words.map((row) => [row.status, row.n])),
  );
  const [won] = await ask<Record<string, number>>(
    `select sum(amount_minor)::float8 / 100 as value, count(*) filter (where status = 'won')::float8 * 100 / count(*) as rate,
       percentile_cont(0.5) within group (order by closed_on - opened_on) filter (where status = 'won') as median,
       round(avg(closed_on - opened_on) filter (where status = 'won'), 3)::float8 as mean,
       min(closed_on - opened_on) filter (where status = 'won') as shortest, max(closed_on - opened_on) filter (where status = 'won') as longest
     from deal where workspace_id = $1 and status <> 'open'`,
    [scope.workspaceId],
  );
  expect('won value', 10_005_534, won!.value);
  expect('win rate of closed deals, %', 63.1501, Number(won!.rate!.toFixed(4)));
  expect('days to win: median, mean, shortest, longest', [57, 51.782, 1, 138], [won!.median, won!.mean, won!.shortest, won!.longest]);
  const [named] = await ask<{ n: number }>(`select count(*)::int as n from deal where workspace_id = $1 and company is null`, [scope.workspaceId]);
  expect('deals without an account', 1425, named!.n);
}
