import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { readSession } from '../accounts/contract.ts';
import type { Permission } from '../permissions.ts';
import type { Output } from '../platform/endpoint.ts';
import { key, query } from './api.ts';
import { cache } from './cache.ts';

export type Session = Output<typeof readSession>;
export type Workspace = Session['workspaces'][number];

const session = { ...query(readSession), staleTime: 5 * 60_000 };

/** Who is signed in and where they belong; routes ask before they open, so that pages find it in the cache. */
export const loadSession = (): Promise<Session> => cache.ensureQueryData(session);

/** After signing in or out, after joining or leaving a workspace: ask again. */
export async function refreshSession(): Promise<Session> {
  await cache.invalidateQueries({ queryKey: key(readSession) });
  return cache.fetchQuery({ ...session, staleTime: 0 });
}

export const useSession = (): Session | undefined => useQuery(session).data;

/** The workspace of the address bar, or undefined outside of one. */
export function useWorkspaceOrNone(): Workspace | undefined {
  const { workspaceId } = useParams({ strict: false }) as { workspaceId?: string };
  return useSession()?.workspaces.find((w) => w.id === workspaceId);
}

/** The workspace this page belongs to; for pages under /w/$workspaceId, where the route has checked that it is there. */
export function useWorkspace(): Workspace {
  const workspace = useWorkspaceOrNone();
  if (!workspace) throw new Error('not inside a workspace');
  return workspace;
}

/** May the person do this here? Only decides what is shown; the server decides what is done. */
export function useCan(): (permission: Permission) => boolean {
  const workspace = useWorkspaceOrNone();
  return (permission) => workspace?.permissions.includes(permission) ?? false;
}

export const useCurrency = (): string => useWorkspaceOrNone()?.currency ?? 'RUB';
export const useTimeZone = (): string => useWorkspaceOrNone()?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
