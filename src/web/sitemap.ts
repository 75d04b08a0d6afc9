import type { FunctionComponent } from 'react';
import type { Permission } from '../permissions.ts';
import type { IconName } from './ui/icon.tsx';

type Load = () => Promise<{ default: FunctionComponent }>;
export type PageEntry = {
  /** Under /w/$workspaceId. */
  path: `/${string}`;
  can: Permission;
  load: Load;
  /** In the menu, with the text `ui:nav.<menu>`. A page without it opens from another page. */
  menu?: string;
  icon?: IconName;
};
export type Section = { id: string; icon: IconName; pages: PageEntry[] };

/** The house as its visitor sees it: a section appears in the navigation when the person may open one of its pages. */
export const sections: Section[] = [
  // open to everybody in the company: the page itself shows each what they may see
  { id: 'today', icon: 'today', pages: [{ path: '/today', can: 'workspace.read', menu: 'today', load: () => import('../today/pages/today.tsx') }] },
  { id: 'plan', icon: 'plan', pages: [{ path: '/plan', can: 'plan.read', menu: 'plan', load: () => import('../plan/pages/plan.tsx') }] },
  {
    id: 'leads',
    icon: 'leads',
    pages: [
      { path: '/leads', can: 'leads.read', menu: 'leads', load: () => import('../leads/pages/leads.tsx') },
      { path: '/leads/$leadId', can: 'leads.read', load: () => import('../leads/pages/lead.tsx') },
    ],
  },
  {
    id: 'channels',
    icon: 'channels',
    pages: [
      { path: '/channels', can: 'channels.read', menu: 'channels', load: () => import('../channels/pages/channels.tsx') },
      { path: '/imports', can: 'imports.manage', menu: 'imports', icon: 'imports', load: () => import('../imports/pages/imports.tsx') },
      { path: '/imports/$importId', can: 'imports.manage', load: () => import('../imports/pages/import.tsx') },
    ],
  },
  {
    id: 'settings',
    icon: 'settings',
    pages: [
      { path: '/settings', can: 'workspace.manage', menu: 'company', icon: 'company', load: () => import('../accounts/pages/settings.tsx') },
      { path: '/settings/calendar', can: 'workspace.manage', menu: 'calendar', icon: 'calendar', load: () => import('../accounts/pages/calendar.tsx') },
      { path: '/settings/people', can: 'people.read', menu: 'people', icon: 'people', load: () => import('../accounts/pages/people.tsx') },
      { path: '/settings/keys', can: 'keys.manage', menu: 'keys', icon: 'key', load: () => import('../accounts/pages/keys.tsx') },
      { path: '/settings/audit', can: 'audit.read', menu: 'audit', icon: 'list', load: () => import('../accounts/pages/audit.tsx') },
    ],
  },
];

/** Pages of a workspace that belong to no section: reached from the profile menu, from hover help, from the palette. */
export const aside: PageEntry[] = [
  { path: '/profile', can: 'workspace.read', menu: 'profile', icon: 'person', load: () => import('../accounts/pages/profile.tsx') },
  { path: '/glossary', can: 'workspace.read', menu: 'glossary', icon: 'book', load: () => import('./glossary-page.tsx') },
  { path: '/new-workspace', can: 'workspace.read', menu: 'new_workspace', icon: 'plus', load: () => import('../accounts/pages/new-workspace.tsx') },
];

/** Pages outside of any workspace. */
export const doors: { path: `/${string}`; load: Load }[] = [
  { path: '/setup', load: () => import('../accounts/pages/setup.tsx') },
  { path: '/sign-in', load: () => import('../accounts/pages/sign-in.tsx') },
  { path: '/forgot-password', load: () => import('../accounts/pages/forgot-password.tsx') },
  { path: '/reset/$token', load: () => import('../accounts/pages/reset-password.tsx') },
  { path: '/invitations/$token', load: () => import('../accounts/pages/invitation.tsx') },
  { path: '/first-workspace', load: () => import('../accounts/pages/first-workspace.tsx') },
];

/** The pages of a section the person may open, in order. */
export const openPages = (section: Section, can: (p: Permission) => boolean): PageEntry[] => section.pages.filter((p) => can(p.can));

/** Where a person lands in a workspace: the first page that is open to them. */
export function firstPage(can: (p: Permission) => boolean): string {
  return sections.flatMap((s) => openPages(s, can))[0]?.path ?? '/profile';
}
