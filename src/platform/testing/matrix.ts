import type { FastifyInstance } from 'fastify';
import { slices } from '../../app.ts';
import { granted, keyPermissions, type Permission, roles } from '../../permissions.ts';
import { type AnyEndpoint, namesOf, ofWorkspace, routeOf } from '../endpoint.ts';
import { AppError } from '../errors.ts';
import { buildHttp } from '../http.ts';
import { newId } from '../ids.ts';
import { type Deps, type Implementation, mount } from '../route.ts';
import { allBut, type Caller, type TestApp } from './app.ts';
import { fill, fingerprint, type Named } from './rows.ts';
import { sampleOf, takesIds } from './sample.ts';

/** Every endpoint of every slice with its name. */
export const endpointTable = (): { name: string; e: AnyEndpoint }[] =>
  Object.values(slices).flatMap(({ contract }) => [...namesOf(contract)].map(([e, name]) => ({ name, e })));

/** While it is shut, whoever is let in is turned back before the handler runs: guards are tried without doing what they guard. */
export type Gate = { shut: boolean };
export const gated =
  (authorize: Deps['authorize'], gate: Gate): Deps['authorize'] =>
  async (...call) => {
    const scope = await authorize(...call);
    if (gate.shut) throw new AppError('conflict', { reason: 'let_in' });
    return scope;
  };

/** The application with some endpoints declared or implemented otherwise: how the matrix is shown to notice. */
export async function buildWith(deps: Deps, change: (given: Implementation, name: string) => Implementation = (given) => given): Promise<FastifyInstance> {
  const app = await buildHttp(deps.config, deps.log, () => deps.db, null);
  for (const { contract, routes } of Object.values(slices)) {
    const names = namesOf(contract);
    for (const given of routes()) {
      const name = names.get(given.endpoint)!;
      mount(app, deps, change(given, name), name);
    }
  }
  await app.ready();
  return app;
}

type Reply = { status: number; code: string; reason: string; text: string };
export type Finding = { cells: number; violations: string[] };
type Ids = { a: Named; b: Named };

/** Parts of a path that name no row by themselves: a day, a step, a line of the file named before it. */
export const natural: Record<string, string> = { 'calendar/:day': '2026-02-02', 'steps/:step': 'people', 'faults/:line': '2' };

/** Fills both workspaces; to be called once before the matrices below. */
export const fillBoth = async (t: TestApp): Promise<Ids> => ({ a: await fill(t, t.a), b: await fill(t, t.b) });

let sender = 0;
async function ask(app: FastifyInstance, who: Caller | null, e: AnyEndpoint, path: string, body?: unknown): Promise<Reply> {
  sender++; // each from an address of its own, or the limit of requests would answer instead
  const response = await app.inject({
    method: e.method,
    url: path,
    remoteAddress: `10.${(sender >> 16) & 255}.${(sender >> 8) & 255}.${sender & 255}`,
    headers: { ...who?.headers },
    ...(body === undefined || e.method === 'GET' ? {} : { payload: body as object }),
  });
  const json = String(response.headers['content-type']).startsWith('application/json')
    ? (response.json() as { code?: string; details?: { reason?: string }; requestId?: string })
    : {};
  return { status: response.statusCode, code: json.code ?? '', reason: json.details?.reason ?? '', text: response.body.replaceAll(json.requestId ?? ' ', '') };
}

/** The path with its parameters put in; throws for a parameter that nobody has registered. */
function pathOf(e: AnyEndpoint, workspaceId: string, named: Named | 'missing'): string {
  const parts = routeOf(e).split('/');
  return parts
    .map((part, i) => {
      if (part === ':workspaceId') return workspaceId;
      if (!part.startsWith(':')) return part;
      const key = `${parts[i - 1]}/${part}`;
      if (key in natural) return natural[key]!;
      const known = named === 'missing' ? newId() : named.get(key);
      if (!known) throw new Error(`${e.method} ${routeOf(e)}: say in src/platform/testing/rows.ts which row ${key} names, or in matrix.ts that it names none`);
      return known;
    })
    .join('/');
}
/** Does the path name a row of a workspace or of a person? */
export const namesRows = (e: AnyEndpoint): boolean =>
  routeOf(e)
    .split('/')
    .some((part, i, parts) => part.startsWith(':') && part !== ':workspaceId' && !(`${parts[i - 1]}/${part}` in natural));

/** Every endpoint × everybody who might call it: who is let in, who is told what, and that a refusal leaves no trace. */
export async function guards(app: FastifyInstance, t: TestApp, gate: Gate, ids: Ids, table = endpointTable()): Promise<Finding> {
  const violations: string[] = [];
  const revoked = await t.a.key(keyPermissions);
  await t.owner.query('update api_key set revoked_at = now() where id = $1', [revoked.id]);
  const all = await t.a.key(keyPermissions);
  const foreign = await t.b.key(keyPermissions);
  const without = new Map<Permission, Caller>();
  for (const can of new Set(table.filter(({ e }) => ofWorkspace(e)).map(({ e }) => e.can as Permission))) without.set(can, await t.a.key(allBut(can)));
  // the first use of a key is written down; here only refusals are looked for
  for (const key of [all, foreign, ...without.values()]) await app.inject({ method: 'GET', url: '/api/session', headers: key.headers });

  let cells = 0;
  gate.shut = true;
  for (const { name, e } of table) {
    if (e.can === 'public') continue;
    const before = await fingerprint(t.owner);
    const expect = async (who: string, caller: Caller | null, path: string, right: (r: Reply) => boolean): Promise<Reply> => {
      cells++;
      const reply = await ask(app, caller, e, path, {});
      if (!right(reply)) violations.push(`${name} ${e.method} ${path} as ${who}: ${reply.status} ${reply.code} ${reply.reason}`);
      if (reply.text.includes(t.b.mark)) violations.push(`${name} as ${who}: the answer speaks of the other workspace`);
      return reply;
    };
    const refused = (status: number, code: string) => (r: Reply) => r.status === status && r.code === code;
    const letIn = (r: Reply) => r.reason === 'let_in';
    const path = pathOf(e, t.a.id, ids.a);

    await expect('nobody', null, path, refused(401, 'not_signed_in'));
    await expect('a revoked key', revoked, path, refused(401, 'not_signed_in'));
    if (e.can === 'signed-in') await expect('a key', all, path, refused(403, 'forbidden'));
    if (ofWorkspace(e)) {
      const can = e.can as Permission;
      for (const role of roles) await expect(role, t.a.as[role], path, granted[role].includes(can) ? letIn : refused(403, 'forbidden'));
      await expect('a key with everything', all, path, keyPermissions.includes(can) ? letIn : refused(403, 'forbidden'));
      await expect('a key without the permission', without.get(can)!, path, refused(403, 'forbidden'));
      await expect('a key of the other workspace', foreign, path, refused(404, 'not_found'));
      const other = await expect('the owner of the other workspace', t.b.as.owner, path, refused(404, 'not_found'));
      const missing = await expect('an owner, of no workspace', t.b.as.owner, pathOf(e, newId(), ids.a), refused(404, 'not_found'));
      if (other.text !== missing.text) violations.push(`${name}: another's workspace and none are told apart`);
    }
    if ((await fingerprint(t.owner)) !== before) violations.push(`${name}: a refusal changed the database`);
  }
  gate.shut = false;
  return { cells, violations };
}

/** The owner of A, who may do everything there, names rows of B: in the path, in the query, in the body. */
export async function crossings(app: FastifyInstance, t: TestApp, ids: Ids, table = endpointTable()): Promise<Finding> {
  const violations: string[] = [];
  let cells = 0;
  const foreign = [...ids.b.values()].filter((id) => id.length === 36);
  const untouched = await fingerprint(t.owner, t.b.id);
  const look = (name: string, reply: Reply): Reply => {
    cells++;
    if (reply.text.includes(t.b.mark)) violations.push(`${name}: the answer holds what belongs to the other workspace`);
    if (reply.status >= 500) violations.push(`${name}: ${reply.status}`);
    return reply;
  };
  // reading first: what is written below changes A
  const reading = (e: AnyEndpoint) => (e.method === 'GET' ? 0 : 1);
  for (const { name, e } of table.filter(({ e }) => e.can !== 'public' && !e.upload).sort((x, y) => reading(x.e) - reading(y.e))) {
    const sample = (id: string) => sampleOf(e.body, id) ?? undefined;
    const query = (id: string) => {
      const entries = Object.entries(sampleOf(e.query, id) as Record<string, unknown>);
      return entries.length ? `?${new URLSearchParams(entries.map(([k, v]) => [k, String(v)]))}` : '';
    };
    if (namesRows(e)) {
      const body = sample(foreign[0]!);
      const before = await fingerprint(t.owner);
      const theirs = look(name, await ask(app, t.a.as.owner, e, pathOf(e, t.a.id, ids.b) + query(foreign[0]!), body));
      const missing = look(name, await ask(app, t.a.as.owner, e, pathOf(e, t.a.id, 'missing') + query(foreign[0]!), body));
      if (theirs.code === 'invalid') violations.push(`${name}: the sample is refused before the row is looked for; see sample.ts: ${theirs.text}`);
      else if (theirs.status !== 404) violations.push(`${name} ${e.method}: another's row answers ${theirs.status} ${theirs.code}`);
      if (theirs.text !== missing.text) violations.push(`${name}: another's row and a missing one are told apart`);
      if ((await fingerprint(t.owner)) !== before) violations.push(`${name}: a refusal changed the database`);
    } else if (ofWorkspace(e) && (e.method === 'GET' || takesIds(e.body))) {
      for (const id of takesIds(e.body) || takesIds(e.query) ? foreign : [foreign[0]!]) {
        const reply = look(name, await ask(app, t.a.as.owner, e, pathOf(e, t.a.id, ids.a) + query(id), sample(id)));
        if (reply.code === 'invalid') violations.push(`${name}: the sample is refused; see sample.ts: ${reply.text}`);
      }
    }
  }
  if ((await fingerprint(t.owner, t.b.id)) !== untouched) violations.push('the rows of the other workspace were changed');
  return { cells, violations };
}
