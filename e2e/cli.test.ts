import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readSession } from '../src/accounts/contract.ts';
import { readChannelReport, readVerdicts } from '../src/channels/contract.ts';
import { listLeads } from '../src/leads/contract.ts';
import { client, firstOwner, type Owner, ownerOf, pathOf, signedIn } from './client.ts';
import { manyLeads, plusDays, smallCompany } from './files.ts';
import { imported } from './importing.ts';
import { otdel, type Product, startProduct, temporaryFolder } from './product.ts';

vi.setConfig({ testTimeout: 120_000 });

let product: Product;
let host: Owner;
let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  product = await startProduct();
  host = await firstOwner(product.origin, 'en');
});
afterAll(async () => {
  await product?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const today = new Date().toISOString().slice(0, 10);
const period = { from: plusDays(today, -364), to: today };
const kept = (file: { name: string; content: Buffer }): string => {
  const place = path.join(folder, file.name);
  fs.writeFileSync(place, file.content);
  return place;
};

test('help names every command; an unknown one is refused with the help', async () => {
  const { code, out } = await otdel(folder, ['help']);
  expect(code).toBe(0);
  for (const command of ['serve', 'import', 'report channels', 'plan', 'demo', 'backup', 'restore', 'doctor']) expect(out).toContain(`otdel ${command}`);
  expect((await otdel(folder, ['conquer'])).code).toBe(2);
  expect((await otdel(folder, ['plan', '--nonsense'])).err).toContain('--nonsense');
});

test('plan: three numbers on the command line, without a database', async () => {
  const { code, out } = await otdel(folder, ['plan', '--sales', '3 000 000', '--cheque', '100000', '--conversion', '5%', '--cpl', '1500']);
  expect(code).toBe(0);
  expect(out).toMatch(/\b30\b/); // deals
  expect(out).toMatch(/\b600\b/); // leads
  expect(out).toMatch(/\b900 000\b/); // budget
});

test('import and report: a file from the disk, its good rows in, its bad rows said; a second time nothing changes', async () => {
  const owner = await ownerOf(host, 'Imported', 'en');
  const files = smallCompany('en', today);
  const at = ['--workspace', owner.workspaceId];
  const { code, out } = await otdel(product.data, ['import', kept(files.leads), ...at]);
  expect(out).toMatch(new RegExp(`\\b${files.rows.leads}\\b`));
  expect(code).toBe(0);
  expect((await otdel(product.data, ['import', kept(files.deals), ...at])).err).toContain('currency'); // asked, never guessed
  expect((await otdel(product.data, ['import', kept(files.deals), '--answer', 'currency=USD', ...at])).code).toBe(0);
  expect((await otdel(product.data, ['import', kept(files.costs), ...at])).code).toBe(0);
  const report = await otdel(product.data, ['report', 'channels', ...at]);
  expect(report.code).toBe(0);
  for (const name of files.channels) expect(report.out).toContain(name);
  const { total } = await owner.call(readChannelReport, { workspaceId: owner.workspaceId, query: period });
  expect(total.now.figures).toMatchObject({
    leads: files.rows.leads,
    deals: files.truth.reduce((sum, one) => sum + one.deals, 0),
    revenueMinor: files.truth.reduce((sum, one) => sum + one.revenueMinor, 0),
    costMinor: files.truth.reduce((sum, one) => sum + one.costMinor, 0),
  });
  expect((await otdel(product.data, ['import', kept(files.leads), ...at])).code).toBe(0);
  expect((await owner.call(readChannelReport, { workspaceId: owner.workspaceId, query: period })).total).toEqual(total);
});

test('demo: made for a person by e-mail, once', async () => {
  const owner = await ownerOf(host, 'Demo', 'en');
  const first = await otdel(product.data, ['demo', '--person', owner.email]);
  expect(first.out).toContain('made the demo company');
  expect((await otdel(product.data, ['demo', '--person', owner.email])).out).toContain('already');
  expect((await owner.call(readSession)).workspaces.filter((w) => w.demo)).toHaveLength(1);
  expect((await otdel(product.data, ['demo', '--person', 'nobody@e2e.test'])).code).toBe(1);
});

test('backup while the server runs → restore elsewhere → the same figures over HTTP; a cut archive and a full house are refused', async () => {
  const owner = await ownerOf(host, 'Kept', 'en');
  const files = smallCompany('en', today);
  await imported(owner, files.leads);
  await imported(owner, files.costs);
  await imported(owner, manyLeads(1000));
  const archive = path.join(folder, 'kept.otdel');
  expect((await otdel(product.data, ['backup', archive])).code).toBe(0);
  expect((await otdel(product.data, ['backup', archive])).err).toContain('exists already');
  const ask = async (of: { call: Owner['call'] }) => ({
    report: await of.call(readChannelReport, { workspaceId: owner.workspaceId, query: period }),
    verdicts: await of.call(readVerdicts, { workspaceId: owner.workspaceId, query: period }),
    leads: await of.call(listLeads, { workspaceId: owner.workspaceId, query: { limit: 500 } }),
  });
  const before = await ask(owner);

  const cut = path.join(folder, 'cut.otdel');
  fs.writeFileSync(cut, fs.readFileSync(archive).subarray(0, -2000));
  const elsewhere = path.join(folder, 'elsewhere');
  expect((await otdel(elsewhere, ['restore', cut])).code).toBe(1);
  expect((await otdel(product.data, ['restore', archive])).code).toBe(1);
  const restored = await otdel(elsewhere, ['restore', archive]);
  expect(restored.err).toBe('');
  expect(restored.code).toBe(0);
  const second = await startProduct({ data: elsewhere });
  try {
    expect((await client(second.origin).ask('GET', pathOf(listLeads, { workspaceId: owner.workspaceId }))).status).toBe(401);
    expect(await ask(await signedIn(second.origin, owner.email))).toEqual(before);
    expect((await otdel(elsewhere, ['doctor'])).code).toBe(0);
  } finally {
    await second.stop();
  }
});

test('doctor finds nothing in a house in order', async () => {
  const { code, out } = await otdel(product.data, ['doctor']);
  expect(out).not.toContain('✗');
  expect(code).toBe(0);
});

test('a second server on the same data is refused, naming the process that has it', async () => {
  const { code, err, out } = await otdel(product.data, ['serve'], { PORT: '0' });
  expect(code).toBe(1);
  expect(err + out).toContain(`process ${product.pid()} `);
});
