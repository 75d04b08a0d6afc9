import { z } from 'zod';
import type { Permission } from '../permissions.ts';

// Before its first object zod tries out whether it may compile checks with `new Function`; the policy of our pages (script-src 'self')
// forbids that and the browser reports the attempt. Here, because every contract stands on this module.
z.config({ jitless: 'document' in globalThis });

/**
 * The contract: one declaration gives the server its route and permission, OpenAPI its operation, and the browser a typed call.
 * A permission of a workspace puts the route under /api/w/:workspaceId; `public` and `signed-in` put it under /api.
 */
export type Access = 'public' | 'signed-in' | Permission;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const nothing = z.object({});
type Obj = z.ZodObject;

export type Endpoint<P extends Obj = Obj, Q extends Obj = Obj, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> = {
  kind: 'endpoint';
  method: Method;
  path: `/${string}`;
  can: Access;
  summary: string;
  params: P;
  query: Q;
  body: B;
  response: R;
  /** The body is one file (multipart field `file`), saved before the handler runs. */
  upload: boolean;
  /** The answer is a file instead of JSON. */
  download: boolean;
};

/** Declares an endpoint; what is left out (params, query, body, response) is empty. */
export function endpoint<
  P extends Obj = typeof nothing,
  Q extends Obj = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodUndefined,
>(e: {
  method: Method;
  path: `/${string}`;
  can: Access;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response?: R;
  upload?: boolean;
  download?: boolean;
}): Endpoint<P, Q, B, R> {
  return {
    kind: 'endpoint',
    params: nothing as unknown as P,
    query: nothing as unknown as Q,
    body: z.undefined() as unknown as B,
    response: z.undefined() as unknown as R,
    upload: false,
    download: false,
    ...e,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the table of contents holds endpoints of every shape
export type AnyEndpoint = Endpoint<any, any, any, any>;
export type Params<E extends AnyEndpoint> = z.output<E['params']>;
export type Query<E extends AnyEndpoint> = z.output<E['query']>;
export type Body<E extends AnyEndpoint> = z.output<E['body']>;
/** What a caller sends. */
export type Input<E extends AnyEndpoint> = { params: z.input<E['params']>; query: z.input<E['query']>; body: z.input<E['body']> };
/** What a caller receives. */
export type Output<E extends AnyEndpoint> = z.output<E['response']>;

/** Is the endpoint one of a workspace (and not of the installation or the person)? */
export const ofWorkspace = (e: AnyEndpoint): boolean => e.can !== 'public' && e.can !== 'signed-in';

/** The whole path as the router knows it: /api/w/:workspaceId/leads/:id. */
export const routeOf = (e: AnyEndpoint): string => (ofWorkspace(e) ? `/api/w/:workspaceId${e.path}` : `/api${e.path}`);

/** All endpoints of a contract module (`import * as contract`), in the order of declaration. */
export const endpointsOf = (contract: Record<string, unknown>): AnyEndpoint[] =>
  Object.values(contract).filter((v): v is AnyEndpoint => typeof v === 'object' && v !== null && (v as { kind?: unknown }).kind === 'endpoint');

/** The name of every endpoint of a contract module: the exported constant, which is also its operationId. */
export const namesOf = (contract: Record<string, unknown>): Map<AnyEndpoint, string> =>
  new Map(Object.entries(contract).flatMap(([name, v]) => (endpointsOf({ v }).length ? [[v as AnyEndpoint, name]] : [])));

/** Error body of every failing answer. */
export const Failure = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()), requestId: z.string() });
