import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { granted, type Permission, type Role } from '../../permissions.ts';

/** What is worth saying of a role, in this order; the rest of its permissions follows from these. */
const told: Permission[] = [
  'today.read',
  'leads.read',
  'contacts.read',
  'channels.read',
  'money.read',
  'plan.manage',
  'imports.manage',
  'people.manage',
  'workspace.manage',
  'workspace.remove',
];

/** What somebody in this role may do, from the table of permissions itself. */
export function RoleMeaning({ role }: { role: Role }) {
  const { t } = useTranslation('accounts');
  const may = told.filter((p) => granted[role].includes(p));
  if (may.length === 0)
    return (
      <Text size="sm" c="dimmed" mt={6}>
        {t('role_nothing')}
      </Text>
    );
  return (
    <List size="sm" mt={6} spacing={2}>
      {may.map((p) => (
        <List.Item key={p}>{t(`may.${p.replace('.', '_')}`)}</List.Item>
      ))}
    </List>
  );
}
