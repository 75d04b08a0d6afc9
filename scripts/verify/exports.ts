import fs from 'node:fs';
import type { Bench } from '../verify.ts';

type Expected = {
  spend?: number;
  impressions?: number;
  clicks?: number;
  currency?: string;
  by_day?: Record<string, number>;
  sum_price?: number;
  by_target?: Record<string, number>;
};

/** The currency of a file whose figures do not repeat it. */
const stated: Record<string, string> = { 'gads_en_device.csv': 'CAD' };

/** Exports of advertising systems, each imported unchanged into a company of its own. */
export async function verifyExports(bench: Bench): Promise<void> {
  const all = bench.json('exports', 'expected.json') as Record<string, Expected>;
  for (const [file, expected] of Object.entries(all)) {
    try {
      if (expected.spend !== undefined) await costs(bench, file, expected, expected.spend);
      else if (expected.sum_price !== undefined) await conversions(bench, file, expected);
    } catch (error) {
      bench.expect(file, 'no error', (error as Error).message);
    }
  }
}

async function costs({ workspace, importFile, data, ask, expect, title }: Bench, file: string, expected: Expected, spend: number): Promise<void> {
  title(`exports/${file}`);
  const currency = expected.currency ?? stated[file] ?? 'RUB';
  const scope = await workspace(currency);
  const done = await importFile(scope, data('exports', file), file.endsWith('.tsv') ? { answer: `currency=${currency}` } : {});
  expect('currency', currency, Object.keys(done.sums)[0]);
  expect('spend as the file has it', spend, (done.sums[currency] ?? 0) / 100);
  expect('bad rows', 0, done.rows_bad);
  // A file with VAT is split into net and tax, which together are what it says.
  const rows = await ask<{ day: string; spend: number; impressions: number; clicks: number }>(
    `select day, sum(net_minor + $2 * vat_minor)::float8 / 100 as spend, coalesce(sum(impressions), 0)::int as impressions, coalesce(sum(clicks), 0)::int as clicks
     from cost where workspace_id = $1 group by 1 order by 1`,
    [scope.workspaceId, done.reading?.vat === 'gross' ? 1 : 0],
  );
  const sum = (name: 'spend' | 'impressions' | 'clicks') => Number(rows.reduce((all, row) => all + row[name], 0).toFixed(2));
  expect('spend in the books', spend, sum('spend'));
  if (expected.impressions !== undefined) expect('impressions', expected.impressions, sum('impressions'));
  if (expected.clicks !== undefined) expect('clicks', expected.clicks, sum('clicks'));
  if (expected.by_day) expect('spend by day', expected.by_day, Object.fromEntries(rows.map((row) => [row.day, row.spend])));
}

async function conversions({ workspace, importFile, data, ask, expect, title }: Bench, file: string, expected: Expected): Promise<void> {
  title(`exports/${file}`);
  const scope = await workspace('RUB');
  const done = await importFile(scope, data('exports', file));
  expect('rows', 6, done.rows_created);
  const rows = await ask<{ name: string; sum: number; client: string }>(
    `select name, amount_minor::float8 / 100 as sum, lead_external_id as client from deal where workspace_id = $1 order by name`,
    [scope.workspaceId],
  );
  expect('sum of prices', expected.sum_price, Number(rows.reduce((all, row) => all + row.sum, 0).toFixed(2)));
  const targets: Record<string, number> = {};
  for (const row of rows) targets[row.name] = Number(((targets[row.name] ?? 0) + row.sum).toFixed(2));
  expect('by target', expected.by_target, targets);
  // a double would round the last digits away, and the id would not be in the file
  const text = fs.readFileSync(data('exports', file), 'utf8');
  expect('rows whose ClientId of 18 digits is as in the file', 6, rows.filter((row) => row.client.length === 18 && text.includes(`${row.client},`)).length);
}
