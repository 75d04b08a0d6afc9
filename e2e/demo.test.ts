import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createWorkspace, readSession } from '../src/accounts/contract.ts';
import { readChannelReport, readVerdicts } from '../src/channels/contract.ts';
import { VERDICTS } from '../src/channels/domain/codes.ts';
import { sections } from '../src/web/sitemap.ts';
import { firstOwner, languages, type Owner, ownerOf } from './client.ts';
import { plusDays, smallCompany } from './files.ts';
import { imported } from './importing.ts';
import { type Product, startProduct } from './product.ts';
import { openBrowser, visit } from './visitor.ts';

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

test.each(languages)('the demo company comes with one click, is marked everywhere, judges every way, and goes with one click (%s)', async (language) => {
  const own = await ownerOf(host, 'Own', language);
  const today = new Date().toISOString().slice(0, 10);
  const year = { from: plusDays(today, -364), to: today };
  const files = smallCompany(language, today);
  await imported(own, files.leads);
  const ownReport = () => own.call(readChannelReport, { workspaceId: own.workspaceId, query: year });
  const before = await ownReport();
  // the offer stands where a company begins
  const fresh = await own.call(createWorkspace, { body: { name: 'Fresh', currency: 'EUR', timeZone: 'Europe/Berlin', country: 'DE' } });

  await visit(browser, product.origin, { language, as: own }, async (at) => {
    const { page, t, go, button, heading, settled, shot } = at;
    await go(`/w/${fresh.workspaceId}/today`);
    await heading(t('today:begin.title'));
    const from = performance.now();
    await button(t('ui:demo.open')).click();
    await page.getByRole('note').waitFor();
    console.log(`demo company (${language}): ${((performance.now() - from) / 1000).toFixed(1)} s from the click to its first page; 10 s are promised`);
    const demo = /\/w\/([^/]+)/.exec(page.url())![1]!;
    expect([own.workspaceId, fresh.workspaceId]).not.toContain(demo);
    for (const { path } of sections.flatMap((s) => s.pages).filter((p) => !p.path.includes('$'))) {
      await go(`/w/${demo}${path}`);
      await page.getByRole('note').getByText(t('ui:demo.text')).waitFor();
    }

    const { verdicts, first } = await own.call(readVerdicts, { workspaceId: demo, query: year });
    expect([...new Set(verdicts.map((v) => v.verdict))].sort()).toEqual([...VERDICTS].sort());
    await go(`/w/${demo}/channels?from=${year.from}&to=${year.to}&tab=first`);
    expect(await page.getByRole('article').count()).toBe(first.length);
    const asked = first.map((id) => t(`ui:verdict.${verdicts.find((v) => v.id === id)!.verdict}`));
    for (const [i, verdict] of asked.entries()) await page.getByRole('article').nth(i).getByText(verdict, { exact: true }).waitFor();
    await shot('demo-first');
    await go(`/w/${demo}/channels?from=${year.from}&to=${year.to}`);
    await shot('demo-channels');
    await go(`/w/${demo}/today`);
    await heading(t('today:first.title'));
    await shot('demo-today');

    await button(t('ui:demo.remove')).click();
    await button(t('ui:demo.remove'), page.getByRole('dialog')).click();
    await page.waitForURL((url) => url.pathname.startsWith('/w/') && !url.pathname.includes(demo));
    await settled();
    expect(await page.getByRole('note').count()).toBe(0);
    expect((await own.call(readSession)).workspaces.filter((w) => w.demo)).toEqual([]);
    expect((await own.ask('GET', `/api/w/${demo}/today`)).status).toBe(404);
  });
  expect(await ownReport()).toEqual(before);
});
