import { useEffect, useSyncExternalStore } from 'react';
import type { IconName } from './icon.tsx';

/** Something the palette can do: `label` is already in the person's language. */
export type Action = { id: string; label: string; description?: string; icon?: IconName; run: () => void };

let offered: { owner: symbol; actions: Action[] }[] = [];
const watchers = new Set<() => void>();
function set(next: typeof offered) {
  offered = next;
  for (const tell of watchers) tell();
}

/** While a page is open its actions are in the palette. Memoise the list. */
export function useActions(actions: Action[]): void {
  useEffect(() => {
    const owner = Symbol();
    set([...offered, { owner, actions }]);
    return () => set(offered.filter((o) => o.owner !== owner));
  }, [actions]);
}

const subscribe = (tell: () => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};
export const useOffered = (): Action[] => useSyncExternalStore(subscribe, () => offered).flatMap((o) => o.actions);
