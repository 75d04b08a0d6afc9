/** Roles and what each may do, as data, in one place. Everything else asks this table. */

export const roles = ['owner', 'head', 'head_of_sales', 'marketer', 'sales', 'contractor'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'workspace.read', // name, currency, calendar: what every screen needs
  'workspace.manage', // settings, calendar, thresholds
  'workspace.remove',
  'people.read',
  'people.manage',
  'keys.manage',
  'audit.read',
  'imports.manage',
  'leads.read',
  'contacts.read', // name, phone, e-mail of a lead
  'channels.read',
  'channels.manage', // aliases, merges, verdict thresholds
  'money.read', // spend, revenue, margin and everything computed from them
  'plan.read',
  'plan.manage',
  'today.read',
] as const;
export type Permission = (typeof permissions)[number];

const marketing: Permission[] = [
  'workspace.read',
  'people.read',
  'imports.manage',
  'leads.read',
  'contacts.read',
  'channels.read',
  'channels.manage',
  'money.read',
  'plan.read',
  'today.read',
];

export const granted: Record<Role, readonly Permission[]> = {
  owner: permissions,
  head: [...marketing, 'workspace.manage', 'people.manage', 'keys.manage', 'audit.read', 'plan.manage'],
  marketer: marketing,
  head_of_sales: ['workspace.read', 'people.read', 'leads.read', 'contacts.read', 'channels.read', 'plan.read', 'today.read'],
  sales: ['workspace.read', 'leads.read', 'contacts.read', 'today.read'],
  contractor: ['workspace.read'],
};

/** Which permissions an API key may carry: everything but the keys to the house. */
const keysToTheHouse: Permission[] = ['keys.manage', 'people.manage', 'workspace.manage', 'workspace.remove'];
export const keyPermissions = permissions.filter((p) => !keysToTheHouse.includes(p));

/** What a role may do. */
export const permissionsOf = (role: Role): ReadonlySet<Permission> => new Set(granted[role]);
