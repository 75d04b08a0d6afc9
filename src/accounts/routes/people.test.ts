import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyPermissions } from '../../permissions.ts';
import { type TestApp, type TestWorkspace, testApp, testPassword } from '../../platform/testing/app.ts';

let t: TestApp;
let w: TestWorkspace;
let count = 0;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
/** A workspace of its own for every test that changes who is in it. */
const fresh = async () => {
  w = await t.workspace('Delta', `MarkOfD${++count}`);
};
const at = (path: string, workspace = w) => `/api/w/${workspace.id}${path}`;
type Member = { personId: string; role: string; version: number };
const members = async () => ((await t.call(w.as.owner, 'GET', at('/members'))).body as { members: Member[] }).members;

describe('members', () => {
  test('a role counts from the next request on', async () => {
    await fresh();
    expect((await t.call(w.as.sales, 'GET', at('/members'))).status).toBe(403);
    const changed = await t.call(w.as.owner, 'PATCH', at(`/members/${w.as.sales.id}`), { role: 'marketer', version: 1 });
    expect(changed.body).toMatchObject({ personId: w.as.sales.id, role: 'marketer', version: 2 });
    expect((await t.call(w.as.sales, 'GET', at('/members'))).status).toBe(200);
    const stale = await t.call(w.as.head, 'PATCH', at(`/members/${w.as.sales.id}`), { role: 'sales', version: 1 });
    expect([stale.status, stale.body]).toMatchObject([409, { code: 'stale', details: { current: { role: 'marketer', version: 2 } } }]);
  });

  test('only an owner makes or unmakes an owner', async () => {
    await fresh();
    const refused = [
      await t.call(w.as.head, 'PATCH', at(`/members/${w.as.head.id}`), { role: 'owner', version: 1 }),
      await t.call(w.as.head, 'PATCH', at(`/members/${w.as.owner.id}`), { role: 'sales', version: 1 }),
      await t.call(w.as.head, 'DELETE', at(`/members/${w.as.owner.id}`)),
      await t.call(w.as.head, 'POST', at('/invitations'), { email: 'friend@firm.test', role: 'owner' }),
    ];
    expect(refused.map((a) => a.status)).toEqual([403, 403, 403, 403]);
    expect((await members()).filter((m) => m.role === 'owner').map((m) => m.personId)).toEqual([w.as.owner.id]);
  });

  test('the last owner stays', async () => {
    await fresh();
    const path = at(`/members/${w.as.owner.id}`);
    for (const answer of [await t.call(w.as.owner, 'PATCH', path, { role: 'head', version: 1 }), await t.call(w.as.owner, 'DELETE', path)]) {
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'conflict', details: { reason: 'last_owner' } }]);
    }
  });

  test('owners who unmake one another at the same moment leave one', async () => {
    for (let round = 0; round < 5; round++) {
      await fresh();
      const owners = [w.as.owner, w.as.head, w.as.marketer];
      for (const p of owners.slice(1)) expect((await t.call(w.as.owner, 'PATCH', at(`/members/${p.id}`), { role: 'owner', version: 1 })).status).toBe(200);
      const before = await members();
      await Promise.all(
        owners.flatMap((who) =>
          owners.map((whom) => {
            const { version } = before.find((m) => m.personId === whom.id)!;
            return round % 2 ? t.call(who, 'DELETE', at(`/members/${whom.id}`)) : t.call(who, 'PATCH', at(`/members/${whom.id}`), { role: 'sales', version });
          }),
        ),
      );
      const left = (await t.owner.query(`select count(*)::int as n from member where workspace_id = $1 and role = 'owner'`, [w.id])).rows[0] as { n: number };
      expect(left.n).toBe(1);
    }
  });

  test('a person taken out is out with the next request, and so are the keys they made', async () => {
    await fresh();
    const key = (await t.call(w.as.head, 'POST', at('/keys'), { name: 'CRM', permissions: ['leads.read', 'workspace.read'] })).body as { secret: string };
    const byKey = () => t.call(null, 'GET', at('/settings'), undefined, { headers: { authorization: `Bearer ${key.secret}` } });
    expect((await byKey()).status).toBe(200);
    expect((await t.call(w.as.owner, 'DELETE', at(`/members/${w.as.head.id}`))).status).toBe(204);
    expect([(await t.call(w.as.head, 'GET', at('/settings'))).status, (await byKey()).status]).toEqual([404, 401]);
    expect((await t.call(w.as.head, 'GET', '/api/session')).body).toMatchObject({ workspaces: [] });
    expect((await t.call(w.as.owner, 'DELETE', at(`/members/${w.as.head.id}`))).status).toBe(404);
  });
});

describe('invitations', () => {
  const invite = (email: string, role = 'marketer') => t.call(w.as.owner, 'POST', at('/invitations'), { email, role });
  const tokenIn = (body: unknown) => (body as { link: string }).link.split('/').at(-1)!;

  test('a new person joins by the link of the letter, once', async () => {
    await fresh();
    t.letters.length = 0;
    const made = await invite(' New@Firm.test');
    expect(made.body).toMatchObject({
      email: 'new@firm.test',
      role: 'marketer',
      mailed: true,
      link: expect.stringMatching(/^http:\/\/otdel\.test\/invitations\/[\w-]{43}$/),
    });
    expect(t.letters).toMatchObject([
      { to: 'new@firm.test', subject: expect.stringContaining(w.name), text: expect.stringContaining((made.body as { link: string }).link) },
    ]);
    const path = `/api/invitations/${tokenIn(made.body)}`;
    expect((await t.call(null, 'GET', path)).body).toMatchObject({ workspace: w.name, email: 'new@firm.test', role: 'marketer', personExists: false });
    expect((await t.call(null, 'POST', `${path}/accept`, {})).body).toMatchObject({
      code: 'invalid',
      details: { issues: [{ path: 'name' }, { path: 'password' }] },
    });
    const joined = await Promise.all([1, 2].map(() => t.call(null, 'POST', `${path}/accept`, { name: 'Новый', password: testPassword })));
    expect(joined.filter((a) => a.status === 200)).toHaveLength(1);
    const headers = { cookie: `otdel_session=${joined.find((a) => a.status === 200)!.cookies[0]!.value}` };
    expect((await t.call(null, 'GET', at('/members'), undefined, { headers })).status).toBe(200);
    expect([(await t.call(null, 'GET', path)).status, (await t.call(null, 'POST', `${path}/accept`, {})).status]).toEqual([410, 410]);
    expect((await invite('new@firm.test')).body).toMatchObject({ code: 'conflict', details: { reason: 'member' } });
  });

  test('somebody who is here already joins signed in, and only under the invited address', async () => {
    await fresh();
    const here = await t.person('Тут', `here${count}@firm.test`, testPassword);
    const path = `/api/invitations/${tokenIn((await invite(here.email, 'sales')).body)}/accept`;
    expect((await t.call(null, 'POST', path, { name: 'Чужой', password: testPassword })).body).toMatchObject({ code: 'not_signed_in' });
    expect((await t.call(t.b.as.owner, 'POST', path, {})).body).toMatchObject({ code: 'conflict', details: { reason: 'other_person' } });
    expect((await t.call(here, 'POST', path, {})).body).toEqual({ workspaceId: w.id });
    expect((await members()).find((m) => m.personId === here.id)).toMatchObject({ role: 'sales' });
  });

  test('a withdrawn, replaced or expired link is dead; a made-up one never lived', async () => {
    await fresh();
    const read = async (body: unknown) => (await t.call(null, 'GET', `/api/invitations/${tokenIn(body)}`)).status;
    const first = (await invite('late@firm.test')).body;
    const second = (await invite('late@firm.test')).body;
    expect([await read(first), await read(second)]).toEqual([410, 200]);
    const third = (await invite('gone@firm.test')).body as { id: string };
    expect((await t.call(t.b.as.owner, 'DELETE', at(`/invitations/${third.id}`, t.b))).status).toBe(404);
    expect((await t.call(w.as.owner, 'DELETE', at(`/invitations/${third.id}`))).status).toBe(204);
    expect(await read(third)).toBe(410);
    expect((await t.call(null, 'GET', `/api/invitations/${'x'.repeat(43)}`)).status).toBe(410);
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 7 * 24 * 3_600_000);
    expect(await read(second)).toBe(410);
    t.clock.now = start;
  });
});

describe('keys', () => {
  const make = (who: 'owner' | 'head', permissions: string[]) => t.call(w.as[who], 'POST', at('/keys'), { name: 'CRM', permissions });
  const ask = (secret: string, path: string) => t.call(null, 'GET', path, undefined, { headers: { authorization: `Bearer ${secret}` } });

  test('the secret is shown once, its hash stored, its use noted, and it is dead when revoked', async () => {
    await fresh();
    const { secret, id } = (await make('owner', ['workspace.read'])).body as { secret: string; id: string };
    expect(secret).toMatch(/^otdel_[\w-]{43}$/);
    expect((await ask(secret, at('/settings'))).body).toMatchObject({ name: w.name });
    const list = await t.call(w.as.owner, 'GET', at('/keys'));
    expect(list.body).toMatchObject({ keys: [{ id, name: 'CRM', prefix: secret.slice(0, 12), lastUsedAt: t.clock.now.toISOString(), revokedAt: null }] });
    expect(list.text).not.toContain(secret.slice(12));
    expect(JSON.stringify((await t.owner.query('select * from api_key')).rows)).not.toContain(secret.slice(12));
    expect((await t.call(w.as.owner, 'DELETE', at(`/keys/${id}`))).status).toBe(204);
    expect((await ask(secret, at('/settings'))).status).toBe(401);
    expect((await t.call(w.as.owner, 'DELETE', at(`/keys/${id}`))).status).toBe(404);
  });

  test('a key opens what it says, in its own workspace, and no person or installation routes', async () => {
    await fresh();
    const { secret } = (await make('owner', ['workspace.read'])).body as { secret: string };
    expect([(await ask(secret, at('/members'))).status, (await ask(secret, at('/settings', t.b))).status, (await ask(secret, '/api/sessions')).status]).toEqual(
      [403, 404, 403],
    );
    for (const wrong of [`${secret}x`, secret.slice(0, -1), 'otdel_', '', secret.toUpperCase()])
      expect((await ask(wrong, at('/settings'))).status, wrong).toBe(401);
  });

  test('the keys to the house are on no key, nor what the maker may not do', async () => {
    await fresh();
    for (const permission of ['people.manage', 'keys.manage', 'workspace.manage', 'workspace.remove', 'everything'])
      expect((await make('owner', [permission])).status, permission).toBe(400);
    expect((await make('owner', [...keyPermissions])).status).toBe(200);
  });

  test('a key shrinks with the role of the person who made it', async () => {
    await fresh();
    const { secret } = (await make('head', ['workspace.read', 'audit.read'])).body as { secret: string };
    expect((await ask(secret, at('/audit'))).status).toBe(200);
    await t.call(w.as.owner, 'PATCH', at(`/members/${w.as.head.id}`), { role: 'contractor', version: 1 });
    expect([(await ask(secret, at('/audit'))).status, (await ask(secret, at('/settings'))).status]).toEqual([403, 200]);
  });
});
