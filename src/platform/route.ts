import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Permission } from '../permissions.ts';
import type { Config } from './config.ts';
import { actAs, type Db, enter, type Trx } from './db.ts';
import { type AnyEndpoint, type Body, ofWorkspace, type Params, type Query, routeOf } from './endpoint.ts';
import { AppError } from './errors.ts';
import type { Files, SavedFile } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Mail } from './mail.ts';
import type { Scope } from './scope.ts';
import type { Vault } from './vault.ts';

/** Who sent the request, as far as a cookie or a key can tell. */
export type Principal =
  | { actor: 'person'; personId: string; sessionId: string }
  | { actor: 'api_key'; personId: string; workspaceId: string; keyId: string; permissions: Permission[] };

/** One line of the audit log; `action` is the endpoint's name unless said otherwise. */
export type AuditEntry = { action?: string; entity?: string; entityId?: string; before?: unknown; after?: unknown };

/** Everything the outside of a slice needs; made in main.ts, passed on explicitly. */
export type Deps = {
  db: Db;
  config: Config;
  clock: () => Date;
  jobs: Jobs;
  mail: Mail;
  files: Files;
  log: Log;
  vault: Vault;
  authenticate: (request: FastifyRequest) => Promise<Principal | null>;
  authorize: (trx: Trx, principal: Principal, workspaceId: string, can: Permission) => Promise<Scope>;
  audit: (trx: Trx, scope: Scope, entry: AuditEntry & { action: string }) => Promise<void>;
};

/** A file as an answer: `disposition` inline only for what a browser may safely show. */
export type Download = { file: Readable | Buffer | string; name: string; type: string };
/**
 * What a handler may return. An AppError that is *returned* fails the request after the commit (a wrong password must be
 * counted); one that is thrown undoes everything.
 */
export type Result<E extends AnyEndpoint> = (E['download'] extends true ? Download : z.input<E['response']> | Download) | AppError;

type Shared<E extends AnyEndpoint> = {
  /** One transaction, committed before the answer is sent. */
  db: Trx;
  params: Params<E>;
  query: Query<E>;
  body: Body<E>;
  deps: Deps;
  request: FastifyRequest;
  reply: FastifyReply;
  /** The uploaded file, when the endpoint says `upload`. */
  upload: SavedFile | null;
  /** Runs after the commit, without holding the answer up: letters. */
  after: (errand: () => Promise<void>) => void;
};
export type Call<E extends AnyEndpoint> = Shared<E> & {
  scope: Scope;
  /** Says what this request changed; without it the entry carries the endpoint's name and parameters. */
  audit: (entry: AuditEntry) => void;
};
export type PersonalCall<E extends AnyEndpoint> = Shared<E> & { principal: Principal | null };

export type Implementation = { endpoint: AnyEndpoint; personal: boolean; run: (call: never) => Promise<unknown> };

/** Implements an endpoint of a workspace: the call carries its Scope. */
export const handle = <E extends AnyEndpoint>(endpoint: E, run: (call: Call<E>) => Promise<Result<E>>): Implementation => ({
  endpoint,
  personal: false,
  run: run as never,
});

/** Implements an endpoint of the installation or of the person signed in (`public`, `signed-in`). */
export const handlePersonal = <E extends AnyEndpoint>(endpoint: E, run: (call: PersonalCall<E>) => Promise<Result<E>>): Implementation => ({
  endpoint,
  personal: true,
  run: run as never,
});

/** Puts one implementation on the router: authenticate → save the upload → transaction { authorize → parse → run → audit } → answer. */
export function mount(app: FastifyInstance, deps: Deps, { endpoint: e, personal, run }: Implementation, name: string): void {
  if (personal === ofWorkspace(e)) throw new Error(`${name}: handle() is for endpoints of a workspace, handlePersonal() for the others`);
  app.route({
    method: e.method,
    url: routeOf(e),
    config: { endpoint: name },
    handler: async (request, reply) => {
      const principal = await deps.authenticate(request);
      if (e.can !== 'public' && !principal) throw new AppError('not_signed_in');
      if (e.can === 'signed-in' && principal?.actor !== 'person') throw new AppError('forbidden');
      // who may not act must not fill the disk either: the door is checked before the upload and again with it
      if (e.upload) await deps.db.transaction().execute((trx) => admit(trx, deps, e, request, principal));
      const upload = e.upload ? await deps.files.save(request) : null;
      const errands: (() => Promise<void>)[] = [];
      try {
        const result = await deps.db.transaction().execute(async (trx) => {
          const scope = await admit(trx, deps, e, request, principal);
          const params = accept(e.params, without(request.params, 'workspaceId'));
          const query = accept(e.query, request.query);
          const body = e.upload ? undefined : accept(e.body, request.body ?? undefined);
          const entries: AuditEntry[] = [];
          const audit = (entry: AuditEntry) => entries.push(entry);
          const after = (errand: () => Promise<void>) => errands.push(errand);
          const answer = await run({ db: trx, params, query, body, deps, request, reply, upload, principal, scope, audit, after } as never);
          if (!scope || answer instanceof AppError) return answer;
          if (e.method !== 'GET' && entries.length === 0) entries.push({ entityId: Object.values(params).map(String).join('/') || undefined });
          for (const entry of entries) await deps.audit(trx, scope, { action: name, ...entry });
          return answer;
        });
        for (const errand of errands)
          void errand().catch((error: unknown) => deps.log.error({ event: 'errand_failed', endpoint: name, reason: (error as Error).message }));
        if (result instanceof AppError) throw result;
        return await send(reply, e, result);
      } catch (error) {
        if (upload) await deps.files.remove(upload.key);
        throw error;
      }
    },
  });
}

async function admit(trx: Trx, deps: Deps, e: AnyEndpoint, request: FastifyRequest, principal: Principal | null): Promise<Scope | null> {
  if (principal) await actAs(trx, principal.personId);
  if (!ofWorkspace(e)) return null;
  const { workspaceId } = request.params as { workspaceId: string };
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(workspaceId)) throw new AppError('not_found');
  const scope = await deps.authorize(trx, principal!, workspaceId, e.can as Permission);
  await enter(trx, scope.workspaceId);
  return scope;
}

/** Only what came with the request is the sender's fault: a ZodError from anywhere else is ours, and answered as internal. */
function accept<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', { issues: parsed.error.issues.slice(0, 20).map((i) => ({ path: i.path.join('.'), code: i.code, message: i.message })) });
}

async function send(reply: FastifyReply, e: AnyEndpoint, result: unknown): Promise<unknown> {
  if (isDownload(result)) {
    return reply
      .header('content-type', result.type)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(result.name)}`)
      .header('cache-control', 'no-store')
      .send(result.file);
  }
  const body = e.response.parse(result);
  return body === undefined ? reply.code(204).send() : reply.header('cache-control', 'no-store').send(body);
}

const isDownload = (v: unknown): v is Download => typeof v === 'object' && v !== null && 'file' in v && 'type' in v;

function without(record: unknown, key: string): Record<string, unknown> {
  const { [key]: _, ...rest } = record as Record<string, unknown>;
  return rest;
}
