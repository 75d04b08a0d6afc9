/** The product over HTTP, typed by its contracts: for what a test needs done but is not about, and to look behind the screen. */
import { acceptInvitation, createWorkspace, invite, setUp, signIn } from '../src/accounts/contract.ts';
import type { Role } from '../src/permissions.ts';
import { type AnyEndpoint, type Input, type Output, routeOf } from '../src/platform/endpoint.ts';
import { type Language, languages } from './words.ts';

type Args<E extends AnyEndpoint> = Partial<Input<E>> & { workspaceId?: string };
export type Answer = { status: number; text: string; json: () => { code?: string } & Record<string, unknown>; headers: Headers };

/** Somebody who sends requests; keeps the cookie of the session. */
export type Client = {
  origin: string;
  cookie: () => string;
  ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Throws unless the answer is a success. */
  call: <E extends AnyEndpoint>(e: E, input?: Args<E>) => Promise<Output<E>>;
  upload: <E extends AnyEndpoint>(e: E, workspaceId: string, name: string, content: Uint8Array | string) => Promise<Output<E>>;
};

/** The path of an endpoint with its parameters and query. */
export function pathOf<E extends AnyEndpoint>(e: E, input: Args<E> = {}): string {
  const params: Record<string, unknown> = { workspaceId: input.workspaceId, ...(input.params as object) };
  const query = new URLSearchParams(Object.entries((input.query as object) ?? {}).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])));
  const path = routeOf(e).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  return query.size ? `${path}?${query}` : path;
}

export function client(origin: string): Client {
  let cookie = '';
  const ask: Client['ask'] = async (method, path, body, headers = {}) => {
    const form = body instanceof FormData;
    const response = await fetch(origin + path, {
      method,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...(body === undefined || form ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0]!;
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text), headers: response.headers };
  };
  const done = async <T>(what: string, answer: Promise<Answer>): Promise<T> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(`${what}: ${status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  return {
    origin,
    cookie: () => cookie,
    ask,
    call: (e, input = {}) => done(pathOf(e, input), ask(e.method, pathOf(e, input), input.body)),
    upload(e, workspaceId, name, content) {
      const form = new FormData();
      form.set('file', new Blob([content as never]), name);
      return done(name, ask(e.method, pathOf(e, { workspaceId } as never), form));
    },
  };
}

/** Good enough to be taken, for everybody. */
export const password = 'зелёный чайник 7';
export type Owner = Client & { email: string; workspaceId: string };
let people = 0;
/** An address nobody has yet. */
export const newEmail = (name: string): string => `${name}${++people}@e2e.test`;

const company = { ru: { currency: 'RUB', timeZone: 'Europe/Moscow', country: 'RU' }, en: { currency: 'USD', timeZone: 'Europe/London', country: 'GB' } };

/** The first owner of a fresh product. */
export async function firstOwner(origin: string, language: Language = 'ru'): Promise<Owner> {
  const email = newEmail('owner');
  const it = client(origin);
  const body = { name: 'First Owner', email, password, language, workspace: { name: 'First', ...company[language], mode: 'leads' as const } };
  const { workspaceId } = await it.call(setUp, { body });
  return { ...it, email, workspaceId };
}

/** Somebody new in a role of a workspace, come by an invitation of its owner. */
export async function newcomer(by: Client & { workspaceId: string }, role: Role, language: Language, name = `${role} ${language}`): Promise<Owner> {
  const email = newEmail(role);
  const { link } = await by.call(invite, { workspaceId: by.workspaceId, body: { email, role } });
  const it = client(by.origin);
  const token = link.split('/').at(-1)!;
  const { workspaceId } = await it.call(acceptInvitation, { params: { token }, body: { name, password, language } });
  return { ...it, email, workspaceId };
}

/** An owner with a company of their own, in which nobody else is and nothing has happened; `by` lets them into the house. */
export async function ownerOf(by: Client & { workspaceId: string }, name: string, language: Language): Promise<Owner> {
  const it = await newcomer(by, 'contractor', language, `${name} ${language}`);
  const { workspaceId } = await it.call(createWorkspace, { body: { name, ...company[language] } });
  return { ...it, workspaceId };
}

/** Signs in by password, where there is no second factor. */
export async function signedIn(origin: string, email: string): Promise<Client> {
  const it = client(origin);
  await it.call(signIn, { body: { email, password } });
  return it;
}

export { languages };
