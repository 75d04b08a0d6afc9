import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type TestApp, testApp, testPassword } from '../../platform/testing/app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const post = (path: string, body?: unknown, headers: Record<string, string> = {}) => t.call(null, 'POST', path, body, { headers });
const cookieOf = (answer: Answer, name = 'otdel_session') => {
  const cookie = answer.cookies.find((c) => c.name === name);
  return { cookie: `${name}=${cookie?.value}` };
};
const signIn = (email: string, password: string, headers: Record<string, string> = {}) => post('/api/sign-in', { email, password }, headers);
const session = (headers: Record<string, string>) => t.call(null, 'GET', '/api/session', undefined, { headers });
const actionsOf = async (workspaceId: string) =>
  (await t.owner.query('select action, person_id from audit_entry where workspace_id = $1 order by number', [workspaceId])).rows as {
    action: string;
    person_id: string;
  }[];

describe('set-up', () => {
  const owner = {
    name: 'Анна',
    email: 'Anna@Firm.test ',
    password: testPassword,
    language: 'ru',
    workspace: { name: 'Фирма', currency: 'RUB', timeZone: 'Europe/Moscow', country: 'RU' },
  };

  test('of ten at the same moment one makes the first owner, who is signed in; later ones find it done', async () => {
    // the people of testApp have no password, so for the set-up nobody is there yet
    expect((await session({})).body).toMatchObject({ setupNeeded: true, person: null, workspaces: [] });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => post('/api/setup', { ...owner, email: `anna${i}@firm.test` })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect(answers.find((a) => a.status === 409)?.body).toMatchObject({ code: 'conflict', details: { reason: 'set_up' } });
    const made = answers.find((a) => a.status === 200)!;
    const me = (await session(cookieOf(made))).body;
    expect(me).toMatchObject({
      setupNeeded: false,
      person: { name: 'Анна', language: 'ru', theme: 'auto', twoFactorEnabled: false },
      workspaces: [{ name: 'Фирма', role: 'owner', currency: 'RUB', demo: false }],
    });
    expect((await t.owner.query('select count(*)::int as n from credential')).rows).toEqual([{ n: 1 }]);
  });

  test('a zone that PostgreSQL reads the other way round, or does not know, is refused', async () => {
    for (const timeZone of ['+03:00', 'Mars/Olympus', 'Europe/Moscow; select 1']) {
      expect((await post('/api/setup', { ...owner, workspace: { ...owner.workspace, timeZone } })).status, timeZone).toBe(400);
    }
  });
});

describe('sign-in', () => {
  test('the cookie is closed to scripts and to other sites, and is new every time; only its hash is stored', async () => {
    await t.person('Вера', 'vera@firm.test', testPassword);
    const [first, second] = [await signIn(' VERA@firm.test', testPassword), await signIn('vera@firm.test', testPassword)];
    expect([first.status, first.body]).toEqual([200, { twoFactor: false }]);
    const cookie = first.cookies.find((c) => c.name === 'otdel_session')!;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 604800 });
    expect(cookie.secure).toBeUndefined(); // the origin of this installation is plain http
    expect(cookie.value).not.toBe(second.cookies.find((c) => c.name === 'otdel_session')?.value);
    const stored = (await t.owner.query('select token_hash from session where token_hash = $1', [createHash('sha256').update(cookie.value).digest('hex')]))
      .rows;
    expect(stored).toHaveLength(1);
    expect((await session(cookieOf(first))).body).toMatchObject({ person: { email: 'vera@firm.test' } });
    expect((await session({ cookie: `otdel_session=${stored[0].token_hash}` })).body).toMatchObject({ person: null });
  });

  test('an unknown address and a wrong password are the same answer', async () => {
    const strip = ({ status, body }: Answer) => ({ status, code: (body as { code: string }).code, details: (body as { details: unknown }).details });
    expect(strip(await signIn('nobody@firm.test', 'wrong password'))).toEqual(strip(await signIn('vera@firm.test', 'wrong password')));
    expect(strip(await signIn('owner@markofa.test', 'wrong password'))).toEqual({ status: 401, code: 'wrong_credentials', details: {} }); // has no password at all
  });

  test.each([
    ['array', { email: ['vera@firm.test'], password: testPassword }],
    ['object', { email: { $ne: '' }, password: { $ne: '' } }],
    ['null', { email: 'vera@firm.test', password: null }],
    ['empty', { email: 'vera@firm.test', password: '' }],
    ['nothing', undefined],
    ['a megabyte', { email: 'vera@firm.test', password: 'x'.repeat(200_000) }],
  ])('%s instead of text is refused as invalid', async (_, body) => {
    expect((await post('/api/sign-in', body)).status).toBe(400);
  });

  test('ten failures close the door for that address and network only, for a quarter of an hour', async () => {
    await t.person('Глеб', 'gleb@firm.test', testPassword);
    const wrong = await Promise.all(Array.from({ length: 14 }, () => signIn('gleb@firm.test', 'wrong password')));
    expect(wrong.map((a) => a.status).sort()).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
    const closed = await signIn('gleb@firm.test', testPassword);
    expect([closed.status, closed.body]).toMatchObject([429, { code: 'too_many', details: { retryAfterSeconds: 900 } }]);
    expect((await signIn('vera@firm.test', testPassword)).status).toBe(200);
    expect((await t.call(null, 'POST', '/api/sign-in', { email: 'gleb@firm.test', password: testPassword }, { remoteAddress: '192.0.2.9' })).status).toBe(200);
    t.clock.now = new Date(t.clock.now.getTime() + 16 * 60_000);
    expect((await signIn('gleb@firm.test', testPassword)).status).toBe(200);
  });

  test('signing in, failing and signing out are in the book of every workspace of the person, and of no other', async () => {
    const zoya = await t.person('Зоя', 'zoya@firm.test', testPassword);
    for (const w of [t.a, t.b]) await t.owner.query(`insert into member (workspace_id, person_id, role) values ($1, $2, 'sales')`, [w.id, zoya.id]);
    const other = await t.workspace('Gamma', 'MarkOfC');
    const entry = await signIn('zoya@firm.test', testPassword);
    await signIn('zoya@firm.test', 'wrong password');
    // written after the answer, so that the time of the answer does not tell known addresses from unknown ones
    await expect.poll(async () => (await actionsOf(t.b.id)).at(-1)?.action).toBe('signInFailed');
    const out = await post('/api/sign-out', undefined, cookieOf(entry));
    expect(out.status).toBe(204);
    for (const w of [t.a, t.b]) {
      const mine = (await actionsOf(w.id)).filter((e) => e.person_id === zoya.id);
      expect(mine.map((e) => e.action)).toEqual(['signIn', 'signInFailed', 'signOut']);
    }
    expect((await actionsOf(other.id)).map((e) => e.action)).toEqual(['createWorkspace']);
    expect((await session(cookieOf(entry))).body).toMatchObject({ person: null });
    expect((await t.call(null, 'GET', '/api/sessions', undefined, { headers: cookieOf(entry) })).status).toBe(401);
  });

  test('a session ends after eight idle hours, and after seven days whatever happens', async () => {
    const start = t.clock.now;
    const entry = cookieOf(await signIn('vera@firm.test', testPassword));
    const inHours = async (hours: number) => {
      t.clock.now = new Date(start.getTime() + hours * 3_600_000);
      return ((await session(entry)).body as { person: unknown }).person !== null;
    };
    expect([await inHours(7.9), await inHours(15.7)]).toEqual([true, true]);
    expect(await inHours(23.8)).toBe(false);
    const busy = cookieOf(await signIn('vera@firm.test', testPassword));
    const from = t.clock.now.getTime();
    for (let hours = 7; hours < 168; hours += 7) {
      t.clock.now = new Date(from + hours * 3_600_000);
      expect(((await session(busy)).body as { person: unknown }).person, `${hours} h`).not.toBeNull();
    }
    t.clock.now = new Date(from + 168.1 * 3_600_000);
    expect(((await session(busy)).body as { person: unknown }).person).toBeNull();
  });

  test("a write that comes from another site's page is refused; a browser that hides where it comes from too", async () => {
    for (const origin of ['https://evil.test', 'null', 'not an origin']) {
      expect((await signIn('vera@firm.test', testPassword, { origin })).body, origin).toMatchObject({ code: 'forbidden', details: { reason: 'origin' } });
    }
    expect((await signIn('vera@firm.test', testPassword, { origin: 'http://otdel.test' })).status).toBe(200);
  });
});

describe('forgotten password', () => {
  const forgot = (email: string, headers: Record<string, string> = {}) => post('/api/password/forgot', { email }, headers);
  const linkIn = () => /http:\/\/\S+\/reset\/(\S+)/.exec(t.letters.at(-1)?.text ?? '');

  test('the answer does not tell whether the address is known; the link leads to the configured origin, whatever Host says', async () => {
    await t.person('Егор', 'egor@firm.test', testPassword);
    t.letters.length = 0;
    const [known, unknown] = [await forgot('egor@firm.test', { host: 'evil.test', 'x-forwarded-host': 'evil.test' }), await forgot('nobody@firm.test')];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect(known.body).toEqual({ mailConfigured: true });
    expect(t.letters).toMatchObject([{ to: 'egor@firm.test', subject: 'Новый пароль для Отдела' }]);
    expect(t.letters[0]!.text).not.toContain('evil.test');
    expect(linkIn()![0]).toMatch(/^http:\/\/otdel\.test\/reset\/[\w-]{43}$/);
  });

  test('the link works once, within the hour, and ends every session and every other link', async () => {
    const open = cookieOf(await signIn('egor@firm.test', testPassword));
    await forgot('egor@firm.test');
    const first = linkIn()![1]!;
    await forgot('egor@firm.test');
    const second = linkIn()![1]!;
    const reset = (token: unknown, password: unknown) => post('/api/password/reset', { token, password });
    expect((await reset(second, 'egor@firm.test')).body).toMatchObject({ code: 'invalid', details: { issues: [{ path: 'password', code: 'weak_password' }] } });
    expect((await reset(second, 'синий самовар 12')).status).toBe(204);
    expect((await session(open)).body).toMatchObject({ person: null });
    expect([(await reset(second, 'синий самовар 13')).status, (await reset(first, 'синий самовар 13')).status]).toEqual([410, 410]);
    expect([(await signIn('egor@firm.test', testPassword)).status, (await signIn('egor@firm.test', 'синий самовар 12')).status]).toEqual([401, 200]);
  });

  test('an expired token, another one, none, an empty, an array and a stored hash are no tokens', async () => {
    t.clock.now = new Date(t.clock.now.getTime() + 2 * 3_600_000);
    await forgot('egor@firm.test');
    const token = linkIn()![1]!;
    const { token_hash } = (await t.owner.query(`select token_hash from ticket where purpose = 'reset' order by created_at desc limit 1`)).rows[0] as {
      token_hash: string;
    };
    const reset = async (token: unknown) => (await post('/api/password/reset', { token, password: 'синий самовар 14' })).status;
    expect([await reset(null), await reset(''), await reset([]), await reset([token]), await reset(undefined)]).toEqual([400, 400, 400, 400, 400]);
    expect([await reset('x'.repeat(43)), await reset(token_hash)]).toEqual([410, 410]);
    t.clock.now = new Date(t.clock.now.getTime() + 3_600_000);
    expect(await reset(token)).toBe(410);
  });

  test('a mailbox gets three letters an hour at most, and people without a password none', async () => {
    t.clock.now = new Date(t.clock.now.getTime() + 2 * 3_600_000);
    t.letters.length = 0;
    for (let i = 0; i < 5; i++) await forgot('egor@firm.test');
    await forgot('owner@markofa.test');
    expect(t.letters.map((l) => l.to)).toEqual(Array(3).fill('egor@firm.test'));
  });
});

test('over https the cookie is Secure and bound to the host', async () => {
  const secure = await testApp({ config: { origin: 'https://otdel.test' } });
  try {
    await secure.person('Вера', 'vera@firm.test', testPassword);
    const entry = await secure.call(null, 'POST', '/api/sign-in', { email: 'vera@firm.test', password: testPassword });
    const cookie = entry.cookies.find((c) => c.name === '__Host-otdel_session')!;
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    expect(cookie.domain).toBeUndefined();
    expect((await secure.call(null, 'GET', '/api/session', undefined, { headers: { cookie: `__Host-otdel_session=${cookie.value}` } })).body).toMatchObject({
      person: { email: 'vera@firm.test' },
    });
    expect((await secure.call(null, 'GET', '/api/session', undefined, { headers: { cookie: `otdel_session=${cookie.value}` } })).body).toMatchObject({
      person: null,
    });
  } finally {
    await secure.close();
  }
});
