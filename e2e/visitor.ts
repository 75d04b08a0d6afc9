/** A person at a browser: a page of the product that notices everything a user should never meet. */
import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Request } from 'playwright-core';
import { expect } from 'vitest';
import { findBrowser } from './browser.ts';
import type { Client } from './client.ts';
import { type Language, type Words, words } from './words.ts';

const shots = path.resolve(import.meta.dirname, '../dist/shots');
const sizes = { wide: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };

export type Look = {
  language: Language;
  size?: keyof typeof sizes;
  theme?: 'light' | 'dark';
  /** Whose session the browser has. */
  as?: Client;
  /** Only for a check that has to bring its own script along. */
  bypassCSP?: boolean;
};

export type Visit = {
  page: Page;
  context: BrowserContext;
  t: Words;
  /** Opens an address of the product and waits until nothing is loading. */
  go: (path: string) => Promise<void>;
  /** Waits until nothing is loading. */
  settled: () => Promise<void>;
  button: (name: string, within?: Page | Locator) => Locator;
  field: (label: string, within?: Page | Locator) => Locator;
  /** A button that shows who or where one is before it says what it does. */
  menu: (name: string) => Locator;
  /** The one thing on the page that says exactly this. */
  says: (text: string | RegExp) => Promise<void>;
  heading: (text: string) => Promise<void>;
  /** A failure this test provokes: whatever matches is no fault. */
  provoke: (pattern: RegExp) => void;
  shot: (name: string) => Promise<void>;
};

export const openBrowser = async (): Promise<Browser> => chromium.launch(await findBrowser());

/** Lets a person visit; fails when the page complained of anything: console errors, exceptions, CSP reports, failed requests, dialogs. */
export async function visit(browser: Browser, origin: string, look: Look, work: (visit: Visit) => Promise<void>): Promise<void> {
  const { language, size = 'wide', theme = 'light', as, bypassCSP = false } = look;
  const t = await words(language);
  const context = await browser.newContext({
    baseURL: origin,
    viewport: sizes[size],
    isMobile: size === 'phone',
    hasTouch: size === 'phone',
    locale: language === 'ru' ? 'ru-RU' : 'en-US',
    timezoneId: language === 'ru' ? 'Europe/Moscow' : 'America/New_York',
    colorScheme: theme,
    reducedMotion: 'reduce',
    bypassCSP,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(15_000);
  const faults: string[] = [];
  const provoked: RegExp[] = [];
  try {
    if (as) {
      const [name = '', value = ''] = as.cookie().split('=');
      await context.addCookies([{ name, value, url: origin }]);
    }
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`)),
    );
    context.on('page', (page) => watch(page, faults));
    const page = await context.newPage();
    const open = openVisit(page, context, t, language, provoked);
    try {
      await work(open);
    } catch (error) {
      await open.shot('failed').catch(() => {});
      const heard = faults.length ? `\nthe page said:\n  ${faults.join('\n  ')}` : '';
      throw Object.assign(error as Error, { message: `${(error as Error).message}\nat ${page.url()}${heard}` });
    }
  } finally {
    await context.close();
  }
  expect(faults.filter((fault) => !provoked.some((pattern) => pattern.test(fault)))).toEqual([]);
}

function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    // what did not load is told with its status below
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // a page that is left lets go of what it asked for
    if (reason !== 'net::ERR_ABORTED') faults.push(`${reason} ${request.method()} ${request.url()}`);
  });
}

function openVisit(page: Page, context: BrowserContext, t: Words, language: Language, provoked: RegExp[]): Visit {
  const asked = new Set<Request>();
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  const idle = async () => asked.size === 0 && (await page.locator('[aria-busy="true"]').count()) === 0 && asked.size === 0;
  const settled = async () => {
    await page.getByRole('heading').first().waitFor();
    await expect.poll(idle, { timeout: 15_000, interval: 20 }).toBe(true);
  };
  return {
    page,
    context,
    t,
    settled,
    async go(to) {
      await page.goto(to);
      await settled();
    },
    button: (name, within = page) => within.getByRole('button', { name, exact: true }),
    menu: (name) => page.getByRole('button', { name }),
    field: (label, within = page) => within.getByLabel(label, { exact: true }),
    says: (text) => page.getByText(text, { exact: true }).first().waitFor(),
    heading: (text) => page.getByRole('heading', { name: text, exact: true }).waitFor(),
    provoke: (pattern) => void provoked.push(pattern),
    async shot(name) {
      fs.mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: path.join(shots, `${name}-${language}.png`) });
    },
  };
}
