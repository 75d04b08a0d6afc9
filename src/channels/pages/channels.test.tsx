import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { permissionsOf, type Role } from '../../permissions.ts';
import { cache } from '../../web/cache.ts';
import { ready, speak } from '../../web/i18n.ts';
import { loadSession } from '../../web/session.ts';
import { NOTHING, ratios } from '../domain/ratios.ts';
import { DEFAULT_THRESHOLDS } from '../domain/thresholds.ts';
import Channels from './channels.tsx';

const ID = '01900000-0000-7000-8000-00000000000a';
const LEAD = '01900000-0000-7000-8000-00000000000b';
const row = 'channel-1';

function values(leads: number, qualified: number, cost: number | null) {
  const { cacFormula: _, ...all } = ratios({
    ...NOTHING,
    leads,
    valid: leads,
    qualified,
    won: 2,
    customers: 2,
    revenue: 50_000_00,
    margin: 20_000_00,
    media: cost,
    spend: cost,
  });
  const figures = { visits: null, impressions: null, clicks: null, leads, valid: leads, judged: leads, qualified, deals: 2, priced: 2, customers: 2 };
  return { figures: { ...figures, revenueMinor: 50_000_00, marginMinor: 20_000_00, marginEstimatedMinor: 0, costMinor: cost }, ratios: all };
}
const line = (id: string, level: string, name: string) => ({
  id,
  parentId: null,
  level,
  name,
  code: null,
  channelId: null,
  paid: true,
  brand: false,
  remarketing: false,
  before: null,
});
const report = {
  basis: 'cohort',
  currency: 'RUB',
  money: true,
  costBasis: 'net',
  grossMargin: 0.4,
  cacFormula: 'marketing_cac',
  dataFrom: '2026-01-01',
  dataTo: '2026-03-31',
  rows: [
    { ...line(row, 'channel', 'Выставка'), now: values(40, 10, 94_000_00) },
    { ...line('unattributed', 'unattributed', ''), now: values(5, 1, null) },
  ],
  total: { now: values(45, 11, 94_000_00), before: null },
};
const cost = (median: number) => ({ observed: median, estimate: { low: median / 2, median, high: median * 2 } });
const verdict = {
  id: row,
  parentId: null,
  verdict: 'drop',
  level: 'firm',
  basis: 'qualified',
  probability: 0.97,
  probabilityAbove: 0.97,
  probabilityMarginalBelow: 0.01,
  target: { cac: 41_000_00, cpql: 4_100_00, origin: 'first_deal_margin' },
  spendMinor: 94_000_00,
  cpl: cost(2_350_00),
  cpql: cost(9_400_00),
  cac: cost(94_000_00),
  projectedDeals: 1.4,
  maturity: 0.8,
  moneyAtStakeMinor: 53_000_00,
  stakeKind: 'loss',
  reasons: [{ code: 'cpql_above_target', params: { p: 0.97, cpql: 9_400_00, target: 4_100_00 } }],
  guards: [],
  toKnow: [],
  withoutLargestDeal: null,
};
const verdicts = { currency: 'RUB', costBasis: 'net', company: { ...verdict, closing: 'stated' }, verdicts: [verdict], first: [row] };
const lead = {
  kind: 'lead',
  id: LEAD,
  day: '2026-02-03',
  name: 'Иван Дроздов',
  company: null,
  judgement: 'qualified',
  judgedOn: null,
  rejectReason: null,
  outcome: 'open',
  source: null,
  campaign: null,
};

let asked: URL[] = [];
/** The server, as far as this page goes. */
function answer(url: URL, role: Role): unknown {
  const path = url.pathname.replace(`/api/w/${ID}`, '');
  if (path === '/api/session') {
    const person = { id: ID, name: 'A', email: 'a@example.com', language: 'ru', theme: 'light', twoFactorEnabled: false };
    const workspace = {
      id: ID,
      name: 'W',
      role,
      demo: false,
      currency: 'RUB',
      timeZone: 'UTC',
      mode: 'leads',
      country: 'RU',
      permissions: [...permissionsOf(role)],
    };
    return { setupNeeded: false, person, workspaces: [workspace], mailConfigured: true, version: '0' };
  }
  if (path === '/channels/report') return role === 'head_of_sales' ? { ...report, money: false } : report;
  if (path === '/channels/verdicts') return verdicts;
  if (path === '/channels/rows') return { rows: [lead], count: 1, sum: 1, nextCursor: null };
  if (path === '/channels/thresholds') return { version: 0, values: DEFAULT_THRESHOLDS, defaults: DEFAULT_THRESHOLDS };
  if (path === '/settings') return { requiredRomi: 0.5 };
  throw new Error(`not expected: ${url}`);
}

// a busy machine transforms the page's own parts slowly
vi.setConfig({ testTimeout: 60_000 });

let root: Root;
/** What `find` finds, as soon as it does: the page loads its words and answers when it pleases. */
async function until<T>(find: () => T | undefined | null | false): Promise<T> {
  for (const from = performance.now(); performance.now() - from < 20_000; ) {
    const found = find();
    if (found) return found;
    await act(async () => void (await new Promise((done) => setTimeout(done, 20))));
  }
  throw new Error(`waited in vain for ${find}; the page says: ${document.body.textContent}`);
}
const plain = (text: string | null | undefined) => (text ?? '').replaceAll(/\s/g, ' ');
const button = (text: string, within: string) =>
  until(() => [...document.querySelectorAll<HTMLElement>(`${within} button`)].find((b) => plain(b.textContent).includes(text)));
const says = (text: string) => until(() => plain(document.body.textContent).includes(text));
const requested = (path: string) => until(() => asked.find((url) => url.pathname.endsWith(path)));
const press = async (text: string, within: string) => {
  const target = await button(text, within);
  await act(async () => target.click());
};

async function show(role: Role) {
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://127.0.0.1');
    asked.push(url);
    return new Response(JSON.stringify(answer(url, role)), { status: 200, headers: { 'content-type': 'application/json' } });
  });
  await loadSession(); // as the route does before the page opens
  const top = createRootRoute({ component: Outlet });
  const page = createRoute({ getParentRoute: () => top, path: '/w/$workspaceId/channels', component: Channels });
  const start = `/w/${ID}/channels?from=2026-01-01&to=2026-03-31`;
  window.history.replaceState(null, '', start);
  const router = createRouter({ routeTree: top.addChildren([page]), history: createMemoryHistory({ initialEntries: [start] }) });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <QueryClientProvider client={cache}>
          <RouterProvider router={router as never} />
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
  await until(() => document.querySelector('tfoot'));
}

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // happy-dom lays nothing out: the table's window would be empty
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  await ready;
  await speak('ru');
  await i18next.loadNamespaces(['channels', 'verdicts', 'leads', 'glossary']);
});
beforeEach(() => {
  asked = [];
  cache.clear();
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.innerHTML = '';
});

describe('the channel table', () => {
  it('opens the rows behind a figure, and asks for exactly those', async () => {
    await show('owner');
    await press('45', 'tfoot');
    await says('Лиды · Все каналы');
    await says('Иван Дроздов');
    const rows = await requested('/channels/rows');
    expect(Object.fromEntries(rows.searchParams)).toMatchObject({ metric: 'leads', from: '2026-01-01', to: '2026-03-31', basis: 'cohort' });
    expect(rows.searchParams.has('row')).toBe(false);
  });

  it('opens the formula of a ratio, and from there the rows of its parts', async () => {
    await show('owner');
    await press('2 350 ₽', 'tbody');
    await says('CPL · Выставка');
    await press('40', '[role="dialog"]');
    const rows = await requested('/channels/rows');
    expect(Object.fromEntries(rows.searchParams)).toMatchObject({ metric: 'leads', row });
  });

  it('shows why a row has its verdict', async () => {
    await show('owner');
    await press('Отключить', 'tbody');
    await says('Квалифицированный лид обходится в 9 400 ₽ при допустимых 4 100 ₽; вероятность, что это не случайность, — 97 %.');
    await says('Ожидаемая маржа с первой сделки 61 500 ₽ ÷ (1 + требуемый ROMI 50 %) = 41 000 ₽');
    await says('Уверенный вывод');
  });

  it('keeps the row of leads without a source, and shows none as a dash', async () => {
    await show('owner');
    const last = await until(() => [...document.querySelectorAll('tbody tr')].find((tr) => tr.textContent?.includes('Источник неизвестен')));
    const cell = (heading: string) => {
      const at = [...document.querySelectorAll('thead th')].findIndex((th) => th.textContent === heading);
      return last.children[at]?.textContent;
    };
    expect([cell('Лиды'), cell('Расходы'), cell('CPL')]).toEqual(['5', '—', '—']);
  });

  it('has no money and asks for no verdicts where money may not be seen', async () => {
    await show('head_of_sales');
    const headings = [...document.querySelectorAll('thead th')].map((th) => th.textContent);
    expect(headings).toContain('Лиды');
    expect(headings).not.toContain('Расходы');
    expect(headings).not.toContain('CPL');
    expect(document.body.textContent).not.toContain('Что сделать сначала');
    expect(asked.some((url) => url.pathname.endsWith('/verdicts'))).toBe(false);
  });
});
