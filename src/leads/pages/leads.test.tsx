import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Permission, permissionsOf } from '../../permissions.ts';
import { cache } from '../../web/cache.ts';
import { ready, speak } from '../../web/i18n.ts';
import { loadSession } from '../../web/session.ts';
import Leads from './leads.tsx';

const ID = '01900000-0000-7000-8000-00000000000a';
const LEAD = '01900000-0000-7000-8000-00000000000b';
const contact = { name: 'Иван Дроздов', company: 'ООО «Болт»', phone: '+74950000000', email: null };
const row = {
  id: LEAD,
  day: '2026-02-03',
  receivedAt: '2026-02-03T09:15:00.000Z',
  judgement: 'rejected',
  rejectReason: 'region',
  status: 'Отклонён',
  outcome: 'lost',
  channelId: ID,
  channel: 'Paid search',
  code: 'paid_search',
  campaign: 'болты',
};
const card = {
  externalId: 'L-1',
  judgedOn: '2026-02-04',
  outcomeOn: null,
  landing: null,
  selfReported: 'Посоветовал прораб',
  comment: null,
  clickIds: null,
  source: { channelId: ID, channel: 'Paid search', code: 'paid_search', source: 'yandex', medium: 'cpc', campaign: 'болты', content: null, term: null },
  deals: [],
  import: { id: ID, fileName: 'заявки.csv', at: '2026-02-05T00:00:00.000Z' },
  version: 1,
};

let asked: URL[] = [];
function answer(url: URL, permissions: Permission[]): unknown {
  const path = url.pathname.replace(`/api/w/${ID}`, '');
  if (path === '/api/session') {
    const person = { id: ID, name: 'A', email: 'a@example.com', language: 'ru', theme: 'light', twoFactorEnabled: false };
    const workspace = { id: ID, name: 'W', role: 'sales', demo: false, currency: 'RUB', timeZone: 'UTC', mode: 'leads', country: 'RU', permissions };
    return { setupNeeded: false, person, workspaces: [workspace], mailConfigured: true, version: '0' };
  }
  const who = permissions.includes('contacts.read') ? contact : { name: null, company: null, phone: null, email: null };
  if (path === '/channels') return [];
  if (path === '/leads') return { rows: [{ ...row, ...who }], nextCursor: null };
  if (path === `/leads/${LEAD}`) return { ...row, ...who, ...card };
  throw new Error(`not expected: ${url}`);
}

// a busy machine transforms the page's own parts slowly
vi.setConfig({ testTimeout: 60_000 });

let root: Root;
async function until<T>(find: () => T | undefined | null | false): Promise<T> {
  for (const from = performance.now(); performance.now() - from < 20_000; ) {
    const found = find();
    if (found) return found;
    await act(async () => void (await new Promise((done) => setTimeout(done, 20))));
  }
  throw new Error(`waited in vain for ${find}; the page says: ${document.body.textContent}`);
}
const says = (text: string) => until(() => document.body.textContent?.replaceAll(/\s/g, ' ').includes(text));
const line = () => until(() => document.querySelector<HTMLElement>('tbody tr[data-index]'));

async function show(permissions: Permission[], search = '') {
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://127.0.0.1');
    asked.push(url);
    return new Response(JSON.stringify(answer(url, permissions)), { status: 200, headers: { 'content-type': 'application/json' } });
  });
  await loadSession(); // as the route does before the page opens
  const top = createRootRoute({ component: Outlet });
  const page = createRoute({ getParentRoute: () => top, path: '/w/$workspaceId/leads', component: Leads });
  const start = `/w/${ID}/leads?from=2026-01-01&to=2026-03-31${search}`;
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
  await line();
}

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // happy-dom lays nothing out: the table's window would be empty
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  await ready;
  await speak('ru');
  await i18next.loadNamespaces(['leads', 'channels', 'glossary']);
});
beforeEach(() => {
  asked = [];
  cache.clear();
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.innerHTML = '';
});

const request = () => Object.fromEntries(asked.find((url) => url.pathname.endsWith('/leads'))!.searchParams);

describe('the list of leads', () => {
  it('asks for what the address bar says', async () => {
    await show([...permissionsOf('marketer')], '&judgement=rejected&channel=unattributed&search=дрозд');
    expect(request()).toMatchObject({ from: '2026-01-01', to: '2026-03-31', judgement: 'rejected', unattributed: 'true', search: 'дрозд' });
  });

  it('opens the card: what the records say beside what the customer says, and the file', async () => {
    await show([...permissionsOf('marketer')]);
    expect((await line()).textContent).toContain('Иван Дроздов');
    expect((await line()).textContent).toContain('Не наш регион');
    const target = await line();
    await act(async () => target.click());
    await says('По данным учётаКонтекстная реклама');
    await says('Со слов клиента«Посоветовал прораб»');
    await says('Из файла «заявки.csv»');
  });

  it('shows no contact and offers no search where contacts may not be seen', async () => {
    await show(['workspace.read', 'leads.read'], '&search=дрозд');
    const headings = [...document.querySelectorAll('thead th')].map((th) => th.textContent);
    expect(headings).toContain('Пришёл');
    expect(headings).not.toContain('Кто');
    expect(headings).not.toContain('Компания');
    expect(document.querySelector('input[placeholder]')).toBeNull();
    expect(request()).not.toHaveProperty('search');
    expect(asked.some((url) => url.pathname.endsWith('/channels'))).toBe(false);
  });
});
