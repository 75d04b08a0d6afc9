import { type AnyEndpoint, type Input, type Output, ofWorkspace, routeOf } from '../platform/endpoint.ts';
import type { ErrorCode } from '../platform/errors.ts';

/** Why a call failed: the server's code, or `offline` when no answer came. Texts are in locales/…/errors.ts. */
export class CallFailed extends Error {
  readonly code: ErrorCode | 'offline';
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;
  constructor(code: ErrorCode | 'offline', details: Record<string, unknown> = {}, requestId: string | null = null) {
    super(code);
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

type Args<E extends AnyEndpoint> = Partial<Input<E>> & {
  /** Another workspace than the one in the address bar. */
  workspaceId?: string;
};

/** The workspace of the address bar; the address is the truth, so no state can disagree with it. */
export const workspaceInUrl = (): string | null => /^\/w\/([0-9a-f-]{36})/.exec(location.pathname)?.[1] ?? null;

/** The address an endpoint answers at: for a download link, an export menu, an image. */
export function href<E extends AnyEndpoint>(e: E, input: Args<E> = {}): string {
  const params: Record<string, unknown> = { workspaceId: input.workspaceId ?? workspaceInUrl(), ...(input.params as object) };
  const path = routeOf(e).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query as object) ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null) search.append(name, String(one));
  }
  return search.size ? `${path}?${search}` : path;
}

/** Calls an endpoint; throws CallFailed. A session that ended leads to the sign-in page and back. */
export async function call<E extends AnyEndpoint>(e: E, input: Args<E> = {}, signal?: AbortSignal): Promise<Output<E>> {
  const hasBody = input.body !== undefined;
  let response: Response;
  try {
    response = await fetch(href(e, input), {
      method: e.method,
      headers: { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      signal: signal ?? null,
      ...(hasBody ? { body: JSON.stringify(input.body) } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new CallFailed('offline');
  }
  if (!response.ok) throw failed(await response.text(), response.status);
  return (response.status === 204 ? undefined : await response.json()) as Output<E>;
}

/** The first part of every query key of an endpoint: `invalidateQueries({ queryKey: key(listLeads) })`. */
export const key = (e: AnyEndpoint, workspaceId: string | null = workspaceInUrl()) => [ofWorkspace(e) ? workspaceId : null, e.method, e.path] as const;

/** For TanStack Query: `useQuery(query(listLeads, { query: { limit: 20 } }))`. */
export const query = <E extends AnyEndpoint>(e: E, input: Args<E> = {}) => ({
  queryKey: [...key(e, input.workspaceId), input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => call(e, input, signal),
});

/** Sends a file to an endpoint that says `upload`; `onProgress` gets the part sent, 0 to 1. */
export function upload<E extends AnyEndpoint>(
  e: E,
  file: File,
  input: Args<E> = {},
  onProgress: (part: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Output<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch still cannot tell how much has been sent
    request.open(e.method, href(e, input));
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (p) => p.lengthComputable && onProgress(p.loaded / p.total);
    request.onerror = () => reject(new CallFailed('offline'));
    request.onabort = () => reject(signal?.reason ?? new CallFailed('offline'));
    request.onload = () =>
      request.status < 300
        ? resolve(request.responseText ? JSON.parse(request.responseText) : undefined)
        : reject(failed(request.responseText, request.status));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.set('file', file);
    request.send(form);
  });
}

function failed(text: string, status: number): CallFailed {
  const error = parseFailure(text, status);
  if (error.code === 'not_signed_in' && location.pathname.startsWith('/w/')) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  return error;
}

/** A proxy may answer instead of us, with a page: then only the status is known. */
function parseFailure(text: string, status: number): CallFailed {
  try {
    const { code, details, requestId } = JSON.parse(text) as { code: ErrorCode; details: Record<string, unknown>; requestId: string };
    if (typeof code === 'string') return new CallFailed(code, details ?? {}, requestId ?? null);
  } catch {
    // not ours
  }
  return new CallFailed(status === 413 ? 'too_large' : status === 429 ? 'too_many' : status >= 502 ? 'unavailable' : 'internal');
}
