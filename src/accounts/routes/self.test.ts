import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, type Caller, type TestApp, testApp, testPassword } from '../../platform/testing/app.ts';
import { codeOf } from '../../platform/totp.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const cookieOf = (answer: Answer, name: string) => ({ cookie: `${name}=${answer.cookies.find((c) => c.name === name)?.value}` });
const signIn = (email: string, password: string) => t.call(null, 'POST', '/api/sign-in', { email, password });
const isIn = async (headers: Record<string, string>) => (await t.call(null, 'GET', '/api/sessions', undefined, { headers })).status === 200;
/** The secret as an authenticator app would have it from the picture. */
function decodeBase32(text: string): Buffer {
  const bits = [...text].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
const codeNow = (secret: Buffer) => codeOf(secret, Math.floor(t.clock.now.getTime() / 30_000));
const forward = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1000);
};

async function withTwoFactor(email: string): Promise<{ person: Caller; secret: Buffer; backupCodes: string[] }> {
  const person = await t.person('Лев', email, testPassword);
  const { uri, backupCodes } = (await t.call(person, 'POST', '/api/two-factor/start', { password: testPassword })).body as {
    uri: string;
    backupCodes: string[];
  };
  const secret = decodeBase32(new URL(uri).searchParams.get('secret')!);
  expect((await t.call(person, 'POST', '/api/two-factor/confirm', { code: codeNow(secret) })).status).toBe(204);
  return { person, secret, backupCodes };
}

test('name, language and theme are changed by oneself, and written down in each workspace', async () => {
  const me = t.a.as.marketer;
  expect((await t.call(me, 'PATCH', '/api/profile', { language: 'en', theme: 'dark' })).body).toMatchObject({ name: me.name, language: 'en', theme: 'dark' });
  expect((await t.call(me, 'PATCH', '/api/profile', { language: 'de' })).status).toBe(400);
  const { rows } = await t.owner.query(`select before, after from audit_entry where workspace_id = $1 and action = 'updateProfile'`, [t.a.id]);
  expect(rows).toEqual([{ before: { name: me.name, language: 'ru', theme: 'auto' }, after: { language: 'en', theme: 'dark' } }]);
});

test('fields that are not offered stay as they are', async () => {
  const me = t.a.as.marketer;
  await t.call(me, 'PATCH', '/api/profile', { name: 'Маша', email: 'owner@markofb.test', id: t.b.as.owner.id });
  expect((await t.owner.query('select name, email from person where id = $1', [me.id])).rows).toEqual([{ name: 'Маша', email: me.email }]);
});

test('a new password ends every other session and gives this one a new id', async () => {
  const person = await t.person('Ия', 'iya@firm.test', testPassword);
  const other = cookieOf(await signIn(person.email, testPassword), 'otdel_session');
  const change = (body: unknown) => t.call(person, 'POST', '/api/profile/password', body);
  expect((await change({ current: 'wrong password', next: 'синий самовар 12' })).body).toMatchObject({ code: 'wrong_credentials' });
  expect((await change({ current: testPassword, next: 'короткий' })).status).toBe(400);
  expect((await change({ current: testPassword, next: 'qwertyuiop12' })).body).toMatchObject({
    details: { issues: [{ path: 'next', code: 'weak_password' }] },
  });
  const changed = await change({ current: testPassword, next: 'синий самовар 12' });
  expect(changed.status).toBe(204);
  expect([await isIn(cookieOf(changed, 'otdel_session')), await isIn(person.headers), await isIn(other)]).toEqual([true, false, false]);
});

test('sessions are listed and ended one by one; nobody ends those of somebody else', async () => {
  const person = await t.person('Ада', 'ada@firm.test', testPassword);
  const elsewhere = cookieOf(await signIn(person.email, testPassword), 'otdel_session');
  const list = async () => ((await t.call(person, 'GET', '/api/sessions')).body as { sessions: { id: string; current: boolean }[] }).sessions;
  const [mine, theirs] = [(await list()).find((s) => s.current)!, (await list()).find((s) => !s.current)!];
  expect(await list()).toHaveLength(2);
  expect((await t.call(t.a.as.owner, 'DELETE', `/api/sessions/${mine.id}`)).status).toBe(404);
  expect((await t.call(person, 'DELETE', `/api/sessions/${theirs.id}`)).status).toBe(204);
  expect([await isIn(person.headers), await isIn(elsewhere)]).toEqual([true, false]);
});

test('two-factor sign-in: the secret is stored encrypted, is on only after a first code, and needs the password to change', async () => {
  const person = await t.person('Ким', 'kim@firm.test', testPassword);
  const start = (password: string) => t.call(person, 'POST', '/api/two-factor/start', { password });
  expect((await start('wrong password')).body).toMatchObject({ code: 'wrong_credentials' });
  const begun = (await start(testPassword)).body as { uri: string; qrSvg: string; backupCodes: string[] };
  expect(begun.qrSvg).toMatch(/^<svg/);
  expect(begun.backupCodes).toHaveLength(10);
  const secret = decodeBase32(new URL(begun.uri).searchParams.get('secret')!);
  const { sealed } = (await t.owner.query('select sealed from two_factor where person_id = $1', [person.id])).rows[0] as { sealed: string };
  expect([sealed.includes(secret.toString('hex')), sealed.includes(begun.backupCodes[0]!)]).toEqual([false, false]);

  expect((await signIn(person.email, testPassword)).body).toEqual({ twoFactor: false });
  expect((await t.call(person, 'POST', '/api/two-factor/confirm', { code: '000000' })).body).toMatchObject({ code: 'wrong_code' });
  expect((await t.call(person, 'POST', '/api/two-factor/confirm', { code: codeNow(secret) })).status).toBe(204);
  expect((await start(testPassword)).body).toMatchObject({ code: 'conflict', details: { reason: 'on' } });
  expect((await signIn(person.email, testPassword)).body).toEqual({ twoFactor: true });
  expect((await t.call(person, 'POST', '/api/two-factor/stop', { password: 'wrong password' })).status).toBe(401);
  expect((await t.call(person, 'POST', '/api/two-factor/stop', { password: testPassword })).status).toBe(204);
  expect((await signIn(person.email, testPassword)).body).toEqual({ twoFactor: false });
});

test('the password alone opens nothing; a code works once, and not after the ticket is spent', async () => {
  const { person, secret } = await withTwoFactor('lev@firm.test');
  forward(60);
  const first = await signIn(person.email, testPassword);
  expect(first.cookies.map((c) => c.name)).toEqual(['otdel_step']);
  const step = cookieOf(first, 'otdel_step');
  expect(await isIn({ cookie: step.cookie.replace('otdel_step', 'otdel_session') })).toBe(false);
  const second = (headers: Record<string, string>, code: string) => t.call(null, 'POST', '/api/sign-in/two-factor', { code }, { headers });
  expect((await second({}, codeNow(secret))).status).toBe(410);
  const opened = await second(step, codeNow(secret));
  expect([opened.status, await isIn(cookieOf(opened, 'otdel_session'))]).toEqual([204, true]);
  expect((await second(step, codeNow(secret))).status).toBe(410);
  const again = cookieOf(await signIn(person.email, testPassword), 'otdel_step');
  expect((await second(again, codeNow(secret))).body).toMatchObject({ code: 'wrong_code' }); // the same code of the same half minute
  forward(30);
  expect((await second(again, codeNow(secret))).status).toBe(204);
});

test('of two requests with one code only one gets in', async () => {
  const { person, secret } = await withTwoFactor('two@firm.test');
  forward(60);
  const steps = [cookieOf(await signIn(person.email, testPassword), 'otdel_step'), cookieOf(await signIn(person.email, testPassword), 'otdel_step')];
  const answers = await Promise.all(steps.map((headers) => t.call(null, 'POST', '/api/sign-in/two-factor', { code: codeNow(secret) }, { headers })));
  expect(answers.map((a) => a.status).sort()).toEqual([204, 401]);
});

test('five wrong codes spend the ticket, and knowing the password does not buy more than ten', async () => {
  const { person, secret } = await withTwoFactor('ten@firm.test');
  forward(60);
  const guess = async (code: string, step: Record<string, string>) =>
    (await t.call(null, 'POST', '/api/sign-in/two-factor', { code }, { headers: step })).status;
  const one = cookieOf(await signIn(person.email, testPassword), 'otdel_step');
  for (let i = 0; i < 5; i++) expect(await guess('000000', one)).toBe(401);
  expect(await guess(codeNow(secret), one)).toBe(410);
  const two = cookieOf(await signIn(person.email, testPassword), 'otdel_step');
  for (let i = 0; i < 5; i++) expect(await guess('000000', two)).toBe(401);
  expect((await signIn(person.email, testPassword)).status).toBe(429);
});

test('a backup code opens once', async () => {
  const { person, backupCodes } = await withTwoFactor('phone-lost@firm.test');
  const use = async (code: string) => {
    const headers = cookieOf(await signIn(person.email, testPassword), 'otdel_step');
    return (await t.call(null, 'POST', '/api/sign-in/two-factor', { code }, { headers })).status;
  };
  expect([await use(backupCodes[2]!.toUpperCase()), await use(backupCodes[2]!), await use(backupCodes[7]!)]).toEqual([204, 401, 204]);
});

test('somebody without a workspace makes one and owns it, in the calendar and with the VAT of its country', async () => {
  const person = await t.person('Юна', 'yuna@firm.test');
  const made = (name: string, country: string, currency: string) =>
    t.call(person, 'POST', '/api/workspaces', { name, currency, timeZone: 'Asia/Almaty', country });
  const { workspaceId } = (await made('Степь', 'KZ', 'KZT')).body as { workspaceId: string };
  expect((await t.call(person, 'GET', `/api/w/${workspaceId}/settings`)).body).toMatchObject({
    name: 'Степь',
    currency: 'KZT',
    timeZone: 'Asia/Almaty',
    mode: 'leads',
    vatRate: 0,
    hasData: false,
    version: 1,
  });
  const russian = ((await made('Волга', 'RU', 'RUB')).body as { workspaceId: string }).workspaceId;
  expect((await t.call(person, 'GET', `/api/w/${russian}/settings`)).body).toMatchObject({ vatRate: 22, vatRecoverable: true });
  const { workspaces } = (await t.call(person, 'GET', '/api/session')).body as { workspaces: { name: string; role: string }[] };
  expect(workspaces.map((w) => [w.name, w.role])).toEqual([
    ['Волга', 'owner'],
    ['Степь', 'owner'],
  ]);
});
