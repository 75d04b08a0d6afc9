import fs from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { uploadImport } from '../src/imports/contract.ts';
import { listLeads } from '../src/leads/contract.ts';
import { createDemo } from '../src/today/contract.ts';
import { aside, sections } from '../src/web/sitemap.ts';
import { firstOwner, languages, type Owner, ownerOf } from './client.ts';
import { smallCompany } from './files.ts';
import { imported } from './importing.ts';
import { type Product, startProduct } from './product.ts';
import { openBrowser, visit } from './visitor.ts';
import type { Language } from './words.ts';

vi.setConfig({ testTimeout: 240_000 });
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let product: Product;
let browser: Browser;
/** An owner with the demo company in their language, and the addresses of all its screens. */
let shown: Record<Language, { owner: Owner; paths: string[] }>;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  const host = await firstOwner(product.origin);
  shown = { ru: await demoFor(host, 'ru'), en: await demoFor(host, 'en') };
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function demoFor(host: Owner, language: Language): Promise<{ owner: Owner; paths: string[] }> {
  const mine = await ownerOf(host, 'Screens', language);
  const { workspaceId } = await mine.call(createDemo);
  const owner = { ...mine, workspaceId };
  const files = smallCompany(language, new Date().toISOString().slice(0, 10));
  const file = await imported(owner, files.leads);
  const asking = await owner.upload(uploadImport, workspaceId, files.deals.name, files.deals.content);
  const { rows } = await owner.call(listLeads, { workspaceId, query: { limit: 1 } });
  const ids: Record<string, string> = { $leadId: rows[0]!.id, $importId: file.id };
  const tabs = ['first', 'names', 'thresholds'].map((tab) => `/channels?tab=${tab}`);
  const paths = [...sections.flatMap((s) => s.pages), ...aside].map((p) => p.path.replace(/\$\w+/, (name) => ids[name] ?? name));
  return { owner, paths: [...paths, ...tabs, `/imports/${asking.id}`] };
}

async function complaintsAbout(page: Page): Promise<string[]> {
  const run = () => (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] });
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(run);
  return violations.map(
    (v) =>
      `${v.id}: ${v.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')} (${v.nodes.length}): ${v.nodes[0]?.failureSummary}`,
  );
}

test.each([
  { language: 'ru', theme: 'light' },
  { language: 'en', theme: 'dark' },
] as const)('axe finds nothing on any screen ($language, $theme)', async ({ language, theme }) => {
  const { owner, paths } = shown[language];
  await visit(browser, product.origin, { language, theme, as: owner, bypassCSP: true }, async ({ page, go }) => {
    const found: string[] = [];
    for (const path of paths) {
      await go(`/w/${owner.workspaceId}${path}`);
      for (const complaint of await complaintsAbout(page)) found.push(`${path} ${complaint}`);
    }
    expect(found).toEqual([]);
  });
  await visit(browser, product.origin, { language, theme, bypassCSP: true }, async ({ page, go, provoke }) => {
    provoke(/^410 GET \/api\/invitations\//);
    const found: string[] = [];
    for (const path of ['/sign-in', '/forgot-password', '/reset/aaaaaaaaaaaaaaaaaaaaaaaa', '/invitations/aaaaaaaaaaaaaaaaaaaaaaaa', '/nowhere']) {
      await go(path);
      for (const complaint of await complaintsAbout(page)) found.push(`${path} ${complaint}`);
    }
    expect(found).toEqual([]);
  });
});

test.each(languages)('on a phone nothing is wider than the screen (%s)', async (language) => {
  const { owner, paths } = shown[language];
  const pictured: Record<string, string> = { '/today': 'phone-today', '/leads': 'phone-leads', '/channels': 'phone-channels', '/plan': 'phone-plan' };
  await visit(browser, product.origin, { language, size: 'phone', as: owner }, async ({ page, go, shot }) => {
    const wide: string[] = [];
    for (const path of paths) {
      await go(`/w/${owner.workspaceId}${path}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) wide.push(`${path}: ${width}`);
      if (pictured[path]) await shot(pictured[path]);
    }
    expect(wide).toEqual([]);
  });
});
