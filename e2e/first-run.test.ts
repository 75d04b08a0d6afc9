import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readSession } from '../src/accounts/contract.ts';
import { listChannels, readChannelReport } from '../src/channels/contract.ts';
import { VERDICTS } from '../src/channels/domain/codes.ts';
import { listImports } from '../src/imports/contract.ts';
import { readPlan } from '../src/plan/contract.ts';
import { type Client, password, signedIn } from './client.ts';
import { type File, plusDays, smallCompany } from './files.ts';
import { type Product, startProduct } from './product.ts';
import { cellOf, figure, rowOf } from './table.ts';
import { openBrowser, type Visit, visit } from './visitor.ts';
import { type Language, languages } from './words.ts';

vi.setConfig({ testTimeout: 180_000 });

let product: Product;
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
/** Nobody has been here yet: each test has an installation of its own. */
beforeEach(async () => {
  product = await startProduct();
  return () => product.stop();
});

const email = 'olga@example.com';
const today = new Date().toISOString().slice(0, 10);

test.each(languages)('fresh install → owner → three numbers → files → verdicts → a number opened → channels merged → imports undone (%s)', async (language) => {
  const files = smallCompany(language, today);
  await visit(browser, product.origin, { language }, async (at) => {
    await becomeOwner(at);
    const me = await signedIn(product.origin, email);
    const { workspaces } = await me.call(readSession);
    const workspaceId = workspaces[0]!.id;
    await planOfThreeNumbers(at, me, workspaceId);
    await importLeads(at, workspaceId, files);
    await importOther(at, workspaceId, files.deals, 'deals', files.rows.deals);
    await importOther(at, workspaceId, files.costs, 'costs', files.rows.costs);
    await readTable(at, language, workspaceId, files);
    await mergeNames(at, language, workspaceId, files);
    expect((await me.call(listChannels, { workspaceId })).filter((c) => c.aliases.length > 0)).toHaveLength(1);

    await undo(at, workspaceId, files.leads);
    const period = { from: plusDays(today, -100), to: today };
    const { total } = await me.call(readChannelReport, { workspaceId, query: period });
    expect(total.now.figures).toMatchObject({ leads: null, qualified: null, costMinor: files.truth.reduce((sum, one) => sum + one.costMinor, 0) });
    await undo(at, workspaceId, files.deals);
    await undo(at, workspaceId, files.costs);
    await at.go(`/w/${workspaceId}/channels`);
    await at.says(at.t('channels:empty.title'));
    expect((await me.call(listImports, { workspaceId })).rows.map((line) => line.status)).toEqual(['undone', 'undone', 'undone']);
  });
});

async function becomeOwner({ page, t, go, field, button, heading, shot }: Visit): Promise<void> {
  await go('/');
  await heading(t('accounts:setup.title'));
  await field(t('accounts:person.name')).fill('Ольга');
  await field(t('accounts:person.email')).fill(email);
  await field(t('accounts:person.password')).fill(password);
  await field(t('accounts:company.name')).fill('Крепёж и Ко');
  await shot('setup');
  await button(t('accounts:setup.verb')).click();
  await heading(t('today:begin.title'));
  await shot('begin');
  await button(t('today:begin.own_verb')).click();
  await button(t('today:begin.next')).click();
  await page.waitForURL('**/plan');
}

/** 3,000,000 of sales ÷ 100,000 a deal = 30 deals; at 10 % that takes 300 leads. */
async function planOfThreeNumbers({ page, t, button, heading, says, shot }: Visit, me: Client, workspaceId: string): Promise<void> {
  await heading(t('plan:title'));
  const answer = page.locator('[aria-live="polite"]').filter({ hasText: /^\d/ });
  const number = (name: string) => page.getByRole('textbox', { name: t(`plan:input.${name}`) });
  await number('sales_money').pressSequentially('3000000');
  await number('cheque').pressSequentially('100000');
  await number('leadToDeal').pressSequentially('1');
  await answer.getByText(/^3\D?000$/).waitFor(); // a hundredth: as one types
  await number('leadToDeal').pressSequentially('0');
  await answer.getByText('300', { exact: true }).waitFor();
  await shot('plan');
  await button(t('plan:save.first')).click();
  await says(t('plan:save.done', { version: 1 }));
  await says(t('plan:versions.one', { version: 1 }));
  expect((await me.call(readPlan, { workspaceId })).latest).toMatchObject({ version: 1, targets: { leads: 300, deals: 30 } });
}

type Files = ReturnType<typeof smallCompany>;

/** The leads are dropped on the page, recognised without a question, and taken in but for two rows. */
async function importLeads(at: Visit, workspaceId: string, { leads, rows, faults }: Files): Promise<void> {
  const { page, t, go, field, button, heading, says, shot } = at;
  await go(`/w/${workspaceId}/imports`);
  const dropped = await page.evaluateHandle(
    ([name, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    [leads.name, leads.content.toString('base64')] as const,
  );
  await page.getByLabel(t('imports:drop.label')).dispatchEvent('drop', { dataTransfer: dropped });
  await heading(leads.name);
  expect(await page.getByRole('radio', { name: t('imports:kind.leads') }).isChecked()).toBe(true);
  await page.getByText(t('imports:reading.header', { line: 3 })).waitFor();
  await shot('import-reading');
  await button(t('imports:reading.start')).click();
  await heading(t('imports:faults.title'));
  expect(await figureOf(page, t('imports:result.created'))).toBe(rows.leads);
  expect(await figureOf(page, t('imports:result.bad'))).toBe(2);
  for (const fault of faults) {
    const row = page.getByRole('form', { name: t('imports:faults.line', { line: fault.line }) });
    expect(await field(fault.column!, row).inputValue()).toBe(fault.value);
    await row.getByText(t(`imports:fault.${fault.code}`), { exact: true }).waitFor();
  }
  await shot('import-faults');
  const [first] = faults;
  const row = page.getByRole('form', { name: t('imports:faults.line', { line: first!.line }) });
  await field(first!.column!, row).fill(first!.right);
  await button(t('imports:faults.write'), row).click();
  await says(t('imports:faults.written', { line: first!.line }));
  await row.waitFor({ state: 'detached' });
  await expect.poll(() => figureOf(page, t('imports:result.created'))).toBe(rows.leads + 1);
  expect(await figureOf(page, t('imports:result.bad'))).toBe(1);
}

/** The other files are chosen; what only a person can say is asked and answered. */
async function importOther(at: Visit, workspaceId: string, file: File, kind: 'deals' | 'costs', rows: number): Promise<void> {
  const { page, t, go, button, heading, settled } = at;
  await go(`/w/${workspaceId}/imports`);
  await page.locator('input[type="file"]').setInputFiles({ name: file.name, mimeType: 'text/csv', buffer: file.content });
  await heading(file.name);
  expect(await page.getByRole('radio', { name: t(`imports:kind.${kind}`) }).isChecked()).toBe(true);
  await settled();
  if (kind === 'deals') {
    expect(await button(t('imports:reading.start')).isDisabled()).toBe(true);
    await page
      .getByRole('region', { name: t('imports:reading.questions') })
      .getByRole('combobox')
      .click();
    await page.getByRole('listbox').getByRole('option').first().click(); // the company's own currency
  }
  await button(t('imports:reading.start')).click();
  await button(t('imports:result.undo')).waitFor();
  expect(await figureOf(page, t('imports:result.created'))).toBe(rows);
  expect(await figureOf(page, t('imports:result.bad'))).toBe(0);
}

/** A figure of the result: its name above it. */
async function figureOf(page: Page, name: string): Promise<number> {
  const text = await page.getByText(name, { exact: true }).first().locator('xpath=../..').innerText();
  return Number(text.replace(/[^\d]/g, ''));
}

async function expectFigures(at: Visit, language: Language, name: string, expected: Record<string, number | null>): Promise<void> {
  const { page, t } = at;
  const row = rowOf(page, name);
  for (const [column, value] of Object.entries(expected)) {
    const cell = await cellOf(page, row, t(`channels:column.${column}`));
    await expect.poll(async () => figure(language, await cell.innerText()), { message: `${name}: ${column}`, timeout: 10_000 }).toBe(value);
  }
}

const units = (minor: number) => Math.round(minor / 100);

async function readTable(at: Visit, language: Language, workspaceId: string, files: Files): Promise<void> {
  const { page, t, go, says, shot } = at;
  await go(`/w/${workspaceId}/channels`);
  const [first, second, third, none] = files.truth.map(({ leads, qualified, deals, revenueMinor }) => ({
    leads,
    qualified,
    deals,
    revenue: units(revenueMinor),
  }));
  await expectFigures(at, language, files.channels[0]!, { ...first, cost: null });
  await expectFigures(at, language, files.invoiced, { leads: 0, cost: units(files.truth[0]!.costMinor) });
  await expectFigures(at, language, files.channels[1]!, { ...second, leads: second!.leads + 1, cost: units(files.truth[1]!.costMinor) });
  await expectFigures(at, language, files.channels[2]!, { ...third, cost: units(files.truth[2]!.costMinor) });
  await expectFigures(at, language, t('channels:unattributed'), { ...none, cost: null });
  const chips = VERDICTS.map((verdict) => t(`ui:verdict.${verdict}`));
  for (const name of [...files.channels, files.invoiced]) {
    const cell = await cellOf(page, rowOf(page, name), t('channels:column.verdict'));
    expect(chips, name).toContain((await cell.innerText()).split('\n')[0]!.trim());
  }
  await shot('channels');

  // the rows behind a number are as many as the number, and sums are the sums
  const leads = await cellOf(page, rowOf(page, files.channels[0]!), t('channels:column.leads'));
  await leads.getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('grid').waitFor();
  expect(await drawer.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(first!.leads + 1));
  await shot('drawer');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  const cost = await cellOf(page, rowOf(page, files.channels[1]!), t('channels:column.cost'));
  const shown = (await cost.innerText()).trim();
  await cost.getByRole('button').click();
  await page
    .getByRole('dialog')
    .getByText(t('channels:rows.sum', { sum: shown }))
    .waitFor();
  await page.keyboard.press('Escape');
  await says(t('channels:title'));
}

/** The salespeople's name and the invoice's name are one channel, said once. */
async function mergeNames(at: Visit, language: Language, workspaceId: string, files: Files): Promise<void> {
  const { page, t, go, button, says, shot } = at;
  await go(`/w/${workspaceId}/channels?tab=names`);
  await menuOf(page, t('channels:names.actions_for', { name: files.invoiced })).click();
  await page.getByRole('menuitem', { name: t('channels:names.merge') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: t('channels:names.merge_into') }).click();
  await page.getByRole('option', { name: files.channels[0]!, exact: true }).click();
  await button(t('channels:names.merge_verb'), dialog).click();
  await says(t('channels:names.merged', { name: files.channels[0]! }));
  await shot('names');
  await go(`/w/${workspaceId}/channels`);
  const [first] = files.truth;
  await expectFigures(at, language, files.channels[0]!, { leads: first!.leads, deals: first!.deals, cost: units(first!.costMinor) });
  expect(await rowOf(page, files.invoiced).count()).toBe(0);
}

const menuOf = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function undo({ page, t, go, button, says }: Visit, workspaceId: string, file: File): Promise<void> {
  await go(`/w/${workspaceId}/imports`);
  await rowOf(page, file.name).click();
  await button(t('imports:result.undo')).click();
  await button(t('imports:result.undo_verb'), page.getByRole('dialog')).click();
  await says(t('imports:result.undone'));
}
