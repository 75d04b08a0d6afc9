import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { CallFailed, call, href, key, query } from './api.ts';

const here = '01920000-0000-7000-8000-000000000001';
const there = '01920000-0000-7000-8000-000000000002';
const list = endpoint({
  method: 'GET',
  path: '/leads/:id/rows',
  can: 'leads.read',
  summary: 'rows',
  params: z.object({ id: z.string() }),
  query: z.object({ limit: z.number().optional(), channel: z.array(z.string()).optional() }),
  response: z.object({ ok: z.boolean() }),
});
const session = endpoint({ method: 'GET', path: '/session', can: 'public', summary: 'session' });
const answer = (status: number, body: unknown) => vi.fn(async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
const failing = async () => {
  const error = await call(session).catch((e: unknown) => e);
  if (!(error instanceof CallFailed)) throw error;
  return error;
};

beforeEach(() => history.replaceState(null, '', `/w/${here}/leads`));
afterEach(() => vi.unstubAllGlobals());

test('the workspace of the address bar is in the path, parameters are escaped, absent ones left out', () => {
  expect(href(list, { params: { id: 'a/b' }, query: { limit: 5, channel: ['x', 'y & z'] } })).toBe(
    `/api/w/${here}/leads/a%2Fb/rows?limit=5&channel=x&channel=y+%26+z`,
  );
  expect(href(list, { params: { id: '1' }, query: { limit: undefined }, workspaceId: there })).toBe(`/api/w/${there}/leads/1/rows`);
  expect(href(session)).toBe('/api/session');
});

test('an answer of one workspace is never taken for another’s', () => {
  const first = query(list, { params: { id: '1' } }).queryKey;
  history.replaceState(null, '', `/w/${there}/leads`);
  expect(query(list, { params: { id: '1' } }).queryKey).not.toEqual(first);
  expect(query(session).queryKey.slice(0, 3)).toEqual(key(session, null));
});

test('a failure carries the server’s code, details and number', async () => {
  vi.stubGlobal('fetch', answer(409, { code: 'conflict', details: { reason: 'exists' }, requestId: '7' }));
  expect(await failing()).toMatchObject({ code: 'conflict', details: { reason: 'exists' }, requestId: '7' });
});

test('no network, and a proxy that answers instead of us, are said as what they are', async () => {
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
  expect((await failing()).code).toBe('offline');
  vi.stubGlobal('fetch', answer(502, '<html>Bad Gateway</html>'));
  expect((await failing()).code).toBe('unavailable');
  vi.stubGlobal('fetch', answer(413, 'nginx'));
  expect((await failing()).code).toBe('too_large');
});

test('an ended session leads to the sign-in page and back; at the door itself it leads nowhere', async () => {
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
  vi.stubGlobal('fetch', answer(401, { code: 'not_signed_in', details: {}, requestId: '1' }));
  await failing();
  expect(assign).toHaveBeenCalledWith(`/sign-in?next=${encodeURIComponent(`/w/${here}/leads`)}`);
  assign.mockClear();
  history.replaceState(null, '', '/invitations/abc');
  await failing();
  expect(assign).not.toHaveBeenCalled();
  assign.mockRestore();
});
