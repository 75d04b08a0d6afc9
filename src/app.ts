import type { FastifyInstance } from 'fastify';
import * as accounts from './accounts/contract.ts';
import { accountTasks } from './accounts/jobs.ts';
import { accountRoutes } from './accounts/routes.ts';
import * as channels from './channels/contract.ts';
import { channelRoutes } from './channels/routes.ts';
import * as imports from './imports/contract.ts';
import { importTasks } from './imports/jobs.ts';
import { importRoutes } from './imports/routes.ts';
import * as leads from './leads/contract.ts';
import { leadRoutes } from './leads/routes.ts';
import * as plan from './plan/contract.ts';
import { planRoutes } from './plan/routes.ts';
import { endpointsOf, namesOf } from './platform/endpoint.ts';
import type { Task } from './platform/jobs.ts';
import { type Deps, type Implementation, mount } from './platform/route.ts';
import * as today from './today/contract.ts';
import { todayRoutes } from './today/routes.ts';

/** The explicit list of slices: the table of contents of Otdel. */
type Slice = { contract: Record<string, unknown>; routes: () => Implementation[]; tasks?: Task<Deps>[] };

export const slices: Record<string, Slice> = {
  accounts: { contract: accounts, routes: accountRoutes, tasks: accountTasks },
  channels: { contract: channels, routes: channelRoutes },
  imports: { contract: imports, routes: importRoutes, tasks: importTasks },
  leads: { contract: leads, routes: leadRoutes },
  plan: { contract: plan, routes: planRoutes },
  today: { contract: today, routes: todayRoutes },
};

export const contracts = Object.fromEntries(Object.entries(slices).map(([name, s]) => [name, s.contract]));
export const tasks: Task<Deps>[] = Object.values(slices).flatMap((s) => s.tasks ?? []);

/** Mounts every endpoint of every contract; one that is declared but not implemented, or the reverse, stops the start. */
export function mountSlices(app: FastifyInstance, deps: Deps): void {
  for (const [slice, { contract, routes }] of Object.entries(slices)) {
    const names = namesOf(contract);
    const missing = new Set(endpointsOf(contract));
    for (const implementation of routes()) {
      const name = names.get(implementation.endpoint);
      if (!name || !missing.delete(implementation.endpoint))
        throw new Error(`${slice}: ${implementation.endpoint.method} ${implementation.endpoint.path} is not in its contract, or implemented twice`);
      mount(app, deps, implementation, name);
    }
    if (missing.size) throw new Error(`${slice}: not implemented: ${[...missing].map((e) => names.get(e)).join(', ')}`);
  }
}
