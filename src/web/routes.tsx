import { createRootRoute, createRoute, createRouter, lazyRouteComponent, notFound, Outlet, redirect } from '@tanstack/react-router';
import { loadSession, useCan } from './session.ts';
import { aside, doors, firstPage, type PageEntry, sections } from './sitemap.ts';
import { Broken, NotFound, NotFoundAlone } from './ui/broken.tsx';
import { Loading } from './ui/states.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundAlone });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const { setupNeeded, person, workspaces } = await loadSession();
    if (setupNeeded) throw redirect({ to: '/setup' });
    if (!person) throw redirect({ to: '/sign-in' });
    const kept = workspaces.find((w) => w.id === localStorage.getItem('otdel.workspace')) ?? workspaces[0];
    if (!kept) throw redirect({ to: '/first-workspace' });
    throw redirect({ to: `/w/${kept.id}` });
  },
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$workspaceId',
  component: lazyRouteComponent(() => import('./ui/shell.tsx'), 'Shell'), // whoever stands at the door need not carry the house
  notFoundComponent: NotFound,
  beforeLoad: async ({ params, location }) => {
    const { person, workspaces } = await loadSession();
    if (!person) throw redirect({ to: '/sign-in', search: { next: location.href } as never });
    const here = workspaces.find((w) => w.id === params.workspaceId);
    if (!here) throw notFound({ routeId: '__root__' });
    localStorage.setItem('otdel.workspace', here.id);
    return { can: (p: (typeof here.permissions)[number]) => here.permissions.includes(p) };
  },
});

const start = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ context, params }) => {
    throw redirect({ to: `/w/${params.workspaceId}${firstPage(context.can)}`, replace: true });
  },
});

const pages = [...sections.flatMap((s) => s.pages), ...aside].map((page) =>
  createRoute({
    getParentRoute: () => workspace,
    path: page.path,
    component: guarded(page),
  }),
);

/** A page, or "no such page" inside the shell for whoever may not open it (thrown from beforeLoad it would lose the shell). */
function guarded({ can, load }: PageEntry) {
  const Inside = lazyRouteComponent(load);
  const Guarded = () => (useCan()(can) ? <Inside /> : <NotFound />);
  return Object.assign(Guarded, { preload: Inside.preload });
}

const outside = doors.map((door) => createRoute({ getParentRoute: () => root, path: door.path, component: lazyRouteComponent(door.load) }));

export const router = createRouter({
  routeTree: root.addChildren([home, ...outside, workspace.addChildren([start, ...pages])]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0, // freshness is the query cache's business
  defaultErrorComponent: Broken,
  defaultPendingComponent: () => <Loading lines={7} />,
  defaultPendingMs: 300,
  scrollRestoration: true,
});
