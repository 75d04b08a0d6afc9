import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as contract from '../../accounts/contract.ts';
import { permissionsOf, roles } from '../../permissions.ts';
import { openDb, openPool } from '../db.ts';
import { ofWorkspace } from '../endpoint.ts';
import type { Call, Deps, Implementation } from '../route.ts';
import { mintScope } from '../scope.ts';
import { type TestApp, testApp } from './app.ts';
import { buildWith, crossings, endpointTable, fillBoth, type Gate, gated, guards, namesRows } from './matrix.ts';
import { tenantTables } from './rows.ts';

// safety.md, tenancy: every endpoint × everybody × {own, another's, missing}, generated from the contracts of all slices.

const gate: Gate = { shut: false };
let t: TestApp;
let ids: Awaited<ReturnType<typeof fillBoth>>;
beforeAll(async () => {
  t = await testApp({ deps: (deps) => ({ authorize: gated(deps.authorize, gate) }) });
  ids = await fillBoth(t);
});
afterAll(() => t.close());

test('what is open to everybody is open on purpose', () => {
  const open = endpointTable().filter(({ e }) => e.can === 'public');
  expect(open.map(({ name }) => name).sort()).toEqual(
    ['readSession', 'setUp', 'signIn', 'signInTwoFactor', 'signOut', 'forgotPassword', 'resetPassword', 'readInvitation', 'acceptInvitation'].sort(),
  );
});

test('every table of a workspace has a row in both, so that nothing is guarded only because it is empty', async () => {
  for (const table of await tenantTables(t.owner)) {
    for (const w of [t.a, t.b]) {
      const { rows } = await t.owner.query(`select count(*)::int as n from ${table} where workspace_id = $1`, [w.id]);
      expect(rows[0].n, `${table}: add a row to src/platform/testing/rows.ts`).toBeGreaterThan(0);
    }
  }
});

test('everybody is let in where the table of permissions says, refused elsewhere, and a refusal leaves no trace', async () => {
  const { cells, violations } = await guards(t.app, t, gate, ids);
  expect(violations).toEqual([]);
  const table = endpointTable();
  const personal = table.filter(({ e }) => e.can === 'signed-in').length;
  expect(cells).toBe(table.filter(({ e }) => ofWorkspace(e)).length * (roles.length + 7) + personal * 3);
}, 120_000);

test('a declaration made weaker is noticed, whichever it is', async () => {
  const weaker = endpointTable().filter(({ e }) => ofWorkspace(e) && e.can !== 'workspace.read');
  expect(weaker.length).toBeGreaterThan(10);
  const app = await buildWith(t.deps, (given) => (ofWorkspace(given.endpoint) ? { ...given, endpoint: { ...given.endpoint, can: 'workspace.read' } } : given));
  const { violations } = await guards(app, t, gate, ids);
  await app.close();
  for (const { name } of weaker)
    expect(
      violations.filter((v) => v.startsWith(`${name} `)),
      name,
    ).not.toEqual([]);
}, 120_000);

test.each([
  ['the permission is not asked', 'as contractor: 409'],
  ['the membership is not asked', 'as the owner of the other workspace: 409'],
  ['the workspace of a key is not asked', 'as a key of the other workspace: 409'],
])(
  'a guard that is taken out is noticed: %s',
  async (without, sign) => {
    const { authorize } = t.deps;
    const open: typeof authorize = async (trx, principal, workspaceId, can) => {
      const scope = mintScope({ workspaceId, personId: principal.personId, role: 'owner', actor: principal.actor, can: permissionsOf('owner') });
      const taken = {
        'the permission is not asked': async () => authorize(trx, principal, workspaceId, 'workspace.read'),
        'the membership is not asked': async () =>
          principal.personId === t.b.as.owner.id && principal.actor === 'person' ? scope : authorize(trx, principal, workspaceId, can),
        'the workspace of a key is not asked': async () =>
          principal.actor === 'api_key' && principal.permissions.includes(can) ? scope : authorize(trx, principal, workspaceId, can),
      }[without]!;
      return gated(taken, gate)(trx, principal, workspaceId, can);
    };
    const app = await buildWith({ ...t.deps, authorize: open });
    const { violations } = await guards(app, t, gate, ids);
    await app.close();
    expect(
      violations.some((v) => v.includes(sign)),
      violations.slice(0, 3).join('\n'),
    ).toBe(true);
  },
  120_000,
);

test("another's row in path, query or body is not there, as if it were missing: behind both walls", async () => {
  const { cells, violations } = await crossings(t.app, t, ids);
  expect(violations).toEqual([]);
  const naming = endpointTable().filter(({ e }) => namesRows(e) && e.can !== 'public').length;
  expect(naming).toBeGreaterThanOrEqual(5);
  expect(cells).toBeGreaterThan(naming * 2 + 5);
}, 120_000);

describe('one wall at a time', () => {
  let other: TestApp;
  let bypassing: Deps;
  let rows: Awaited<ReturnType<typeof fillBoth>>;
  beforeAll(async () => {
    other = await testApp();
    rows = await fillBoth(other);
    const db = openDb(openPool({ ...other.ownerConfig, max: 4 }, () => {}));
    bypassing = { ...other.deps, db };
  });
  afterAll(async () => {
    await bypassing.db.destroy();
    await other.close();
  });
  /** Somebody forgot the workspace in a query, and asks nothing. */
  const leaky = (given: Implementation, name: string): Implementation =>
    name === 'withdrawInvitation'
      ? {
          ...given,
          run: async ({ db, params }: Call<typeof contract.withdrawInvitation>) =>
            void (await db.deleteFrom('invitation').where('id', '=', params.invitationId).execute()),
        }
      : given;
  const changed = 'the rows of the other workspace were changed';
  const run = async (deps: Deps, change?: typeof leaky) => {
    const app = await buildWith(deps, change);
    const { violations } = await crossings(app, other, rows).finally(() => app.close());
    return violations;
  };

  test('the first alone holds: with row-level security bypassed no query leaves the workspace out', async () => {
    expect((await other.owner.query('select rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user')).rows).toEqual([{ bypass: true }]);
    expect(await run(bypassing)).toEqual([]);
  }, 120_000);

  test('the second holds where the first has a hole, and the hole is noticed all the same', async () => {
    const violations = await run(other.deps, leaky);
    expect(violations.filter((v) => v.startsWith('withdrawInvitation '))).not.toEqual([]);
    expect(violations).not.toContain(changed);
  }, 120_000);

  test('with neither, the matrix sees what was done to the other workspace', async () => {
    expect(await run(bypassing, leaky)).toContain(changed);
  }, 120_000);
});
