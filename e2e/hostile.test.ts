import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createKey, invite, updateProfile } from '../src/accounts/contract.ts';
import { exportChannelReport, listChannels } from '../src/channels/contract.ts';
import { uploadImport } from '../src/imports/contract.ts';
import { exportLeads, listLeads } from '../src/leads/contract.ts';
import { savePlan } from '../src/plan/contract.ts';
import { aside, sections } from '../src/web/sitemap.ts';
import { firstOwner, languages, newcomer, type Owner, ownerOf, pathOf } from './client.ts';
import { csv, plusDays } from './files.ts';
import { imported } from './importing.ts';
import { type Product, startProduct } from './product.ts';
import { openBrowser, visit } from './visitor.ts';
import type { Language } from './words.ts';

vi.setConfig({ testTimeout: 180_000 });

let product: Product;
let browser: Browser;
let host: Owner;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  host = await firstOwner(product.origin);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Text that would do something wherever it is taken for more than text; `where` tells which field let it through. */
const hostile = (where: string) =>
  `"><img src=x onerror=canary('${where}')><script>canary('${where}')</script>{{constructor.constructor('canary()')()}}\${7*7}`;
const formulas = ["=cmd|'/C calc'!A0", '@SUM(1+1)', '+1+cmd', '-2+3', '\t=1+1', ' =1+1', '＝1+1', "'=1+1"];
const today = new Date().toISOString().slice(0, 10);

/** A company in which every text that somebody outside or inside can write is hostile. */
async function infested(language: Language): Promise<{ owner: Owner; paths: string[] }> {
  const owner = await ownerOf(host, hostile('company').slice(0, 110), language);
  const { workspaceId } = owner;
  const day = plusDays(today, -20);
  await owner.call(updateProfile, { body: { name: hostile('person').slice(0, 110) } });
  await owner.call(createKey, { workspaceId, body: { name: hostile('key').slice(0, 110), permissions: ['plan.read'] } });
  await newcomer(owner, 'marketer', language, hostile('member').slice(0, 110));
  await owner.call(invite, { workspaceId, body: { email: `"<img/src=x>"@e2e.test`, role: 'sales' } }).catch(() => {}); // refused as an address: as well
  const number = (value: number) => ({ value, tag: 'assumed' as const, n: null });
  const nothing = { leadToQualified: null, qualifiedToDeal: null, visitToLead: null, repeatDeals: null, unaidedDeals: null, price: null };
  const inputs = { unit: 'deals' as const, sales: number(30), cheque: null, leadToDeal: number(0.1), ...nothing };
  await owner.call(savePlan, { workspaceId, body: { inputs, reason: hostile('reason'), effectiveFrom: `${today.slice(0, 8)}01`, expectedVersion: 0 } });
  const header = ['Lead ID', 'Created', 'Name', 'Company', 'Channel', 'Campaign', 'Status', 'Reject reason', 'Comment', 'Landing page'];
  const texts = [hostile('lead'), ...formulas];
  const rows = texts.map((text, i) => [
    `${text}${i}`,
    day,
    text,
    text,
    text,
    text,
    i % 2 ? text : 'Qualified',
    text,
    text,
    `javascript:canary('landing')//${i}`,
  ]);
  const bad = [hostile('bad'), 'never', hostile('bad'), '', hostile('bad'), '', hostile('bad'), '', '', ''];
  const leads = await imported(owner, csv(language, `${hostile('file').replaceAll('/', '')}.csv`, [header, ...rows, bad]));
  const costs = texts.map((text) => [day, text, text, '100.00', '10', '1']);
  await imported(owner, csv(language, 'costs.csv', [['Date', 'Channel', 'Campaign', 'Cost (net of VAT)', 'Impressions', 'Clicks'], ...costs]), {
    currency: language === 'ru' ? 'RUB' : 'USD',
    decimal: 'dot',
  });
  expect(leads.progress).toMatchObject({ created: texts.length, bad: 1 });
  const waiting = csv(language, 'waiting.csv', [
    [...header, hostile('header')],
    ...rows.map((row) => [...row.slice(0, 6), hostile('status'), ...row.slice(7), hostile('cell')]),
  ]);
  const { id } = await owner.upload(uploadImport, workspaceId, waiting.name, waiting.content);
  const lead = (await owner.call(listLeads, { workspaceId, query: { limit: 1 } })).rows[0]!.id;
  const ids: Record<string, string> = { $leadId: lead, $importId: leads.id };
  const paths = [...sections.flatMap((s) => s.pages), ...aside].map((p) => p.path.replace(/\$\w+/, (name) => ids[name]!));
  return { owner, paths: [...paths, '/channels?tab=first', '/channels?tab=names', '/leads?tab=deals', `/imports/${id}`] };
}

const ran = (page: Page) => page.evaluate(() => (window as unknown as { ran: string[] }).ran);

test.each(languages)('text from outside stays text on every screen (%s)', async (language) => {
  const { owner, paths } = await infested(language);
  await visit(browser, product.origin, { language, as: owner }, async ({ page, context, t, go, menu }) => {
    await context.addInitScript(() => {
      const ran: string[] = [];
      Object.assign(window, { ran, canary: (where: string) => ran.push(where) });
    });
    for (const path of paths) {
      await go(`/w/${owner.workspaceId}${path}`);
      expect(await ran(page), path).toEqual([]);
      expect(await page.locator('img[src="x"]').count(), path).toBe(0);
      expect(await page.locator('a[href^="javascript:"]').count(), path).toBe(0);
    }
    await menu(t('ui:workspace.switch')).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(t('ui:palette.placeholder'), { exact: true }).fill('canary');
    expect(await ran(page)).toEqual([]);
  });
});

test('exported files hold no cell that a spreadsheet would run', async () => {
  const { owner } = await infested('en');
  const { workspaceId } = owner;
  for (const path of [
    pathOf(exportLeads, { workspaceId, query: { format: 'csv', language: 'en' } }),
    pathOf(exportChannelReport, { workspaceId, query: { from: plusDays(today, -60), to: today, format: 'csv', language: 'en' } }),
  ]) {
    const { status, text, headers } = await owner.ask('GET', path);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).toContain('cmd|');
    const cells = [...text.replace(/^\ufeff/, '').matchAll(/(?:^|[,;\t\r\n])("(?:[^"]|"")*"|[^,;\t\r\n"]*)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, ''));
    expect(cells.filter((cell) => /^[\s'"]*[=+@＝]|^[\s]*-(?!\d+(\.\d+)?$)/u.test(cell) && !cell.startsWith("'"))).toEqual([]);
  }
  expect((await owner.call(listChannels, { workspaceId })).length).toBeGreaterThan(3);
});
