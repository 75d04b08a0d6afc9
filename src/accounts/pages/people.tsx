import { ActionIcon, Badge, Button, Card, Group, Menu, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../../permissions.ts';
import type { Output } from '../../platform/endpoint.ts';
import { query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { refreshSession, useCan, useSession, useWorkspace } from '../../web/session.ts';
import { type Action, useActions } from '../../web/ui/actions.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Page } from '../../web/ui/page.tsx';
import { Why } from '../../web/ui/why.tsx';
import { listInvitations, listMembers, removeMember, updateMember } from '../contract.ts';
import { Invitations } from './invitations.tsx';
import { InviteModal } from './invite-modal.tsx';
import { RoleMeaning } from './roles.tsx';

type Member = Output<typeof listMembers>['members'][number];

/** Who is in the company and in which role; who has been invited. */
export default function People() {
  const { t } = useTranslation(['accounts', 'ui']);
  const manages = useCan()('people.manage');
  const mayOwners = useWorkspace().role === 'owner';
  const me = useSession()?.person?.id;
  const members = useQuery(query(listMembers));
  const invitations = useQuery({ ...query(listInvitations), enabled: manages });
  const [inviting, setInviting] = useState(false);
  useActions(useMemo<Action[]>(() => (manages ? [{ id: 'invite', label: t('invite.title'), icon: 'plus', run: () => setInviting(true) }] : []), [manages, t]));
  const change = useSend(updateMember, {
    touches: [listMembers],
    namespace: 'accounts',
    done: async () => {
      await refreshSession();
      notify.done(t('people.role_changed'));
    },
  });

  const columns: Column<Member>[] = [
    {
      id: 'name',
      name: t('people.name'),
      value: (m) => m.name,
      width: 260,
      cell: (m) => (
        <div>
          <Text size="sm" fw={500} truncate>
            {m.name}{' '}
            {m.personId === me ? (
              <Badge size="xs" variant="light" color="gray" tt="none">
                {t('people.me')}
              </Badge>
            ) : null}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {m.email}
          </Text>
        </div>
      ),
    },
    {
      id: 'role',
      name: t('people.role'),
      value: (m) => t(`ui:role.${m.role}`),
      width: 250,
      cell: (m) => (
        <Group gap={4} wrap="nowrap">
          {manages && (mayOwners || m.role !== 'owner') ? (
            <Select
              size="xs"
              w={200}
              aria-label={t('people.role_of', { name: m.name })}
              data={roles.filter((r) => mayOwners || r !== 'owner').map((value) => ({ value, label: t(`ui:role.${value}`) }))}
              value={m.role}
              disabled={change.busy && change.input?.params?.personId === m.personId}
              onChange={(role) =>
                role && role !== m.role && void change.send({ params: { personId: m.personId }, body: { role: role as Member['role'], version: m.version } })
              }
            />
          ) : (
            <Text size="sm">{t(`ui:role.${m.role}`)}</Text>
          )}
          <Why title={t(`ui:role.${m.role}`)} label={t('people.what_may', { role: t(`ui:role.${m.role}`) })}>
            <RoleMeaning role={m.role} />
          </Why>
        </Group>
      ),
    },
    {
      id: 'two_factor',
      name: t('people.two_factor'),
      value: (m) => (m.twoFactorEnabled ? t('people.on') : t('people.off')),
      width: 150,
      cell: (m) =>
        m.twoFactorEnabled ? (
          <Badge color="green" variant="light" tt="none" leftSection={<Icon name="shield" size={12} />}>
            {t('people.on')}
          </Badge>
        ) : (
          <Text size="sm" c="dimmed">
            {t('people.off')}
          </Text>
        ),
    },
    { id: 'seen', name: t('people.seen'), kind: 'time', value: (m) => m.lastSeenAt },
    { id: 'joined', name: t('people.joined'), kind: 'time', value: (m) => m.joinedAt, hidden: true },
    ...(manages
      ? [
          {
            id: 'more',
            name: t('people.actions'),
            width: 90,
            sortable: false as const,
            filterable: false as const,
            value: () => null,
            cell: (m: Member) => <Remove member={m} me={m.personId === me} />,
          },
        ]
      : []),
  ];
  return (
    <Page
      title={t('people.title')}
      description={t('people.text')}
      wait={[members]}
      actions={
        manages ? (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        ) : null
      }
    >
      <DataTable
        id="people"
        label={t('people.title')}
        rows={members.data?.members}
        columns={columns}
        rowKey={(m) => m.personId}
        rowHeight={56}
        sort={{ column: 'name', descending: false }}
      />
      {manages && invitations.data?.invitations.length ? <Invitations invitations={invitations.data.invitations} /> : null}
      <Roles />
      <InviteModal opened={inviting} onClose={() => setInviting(false)} mayOwners={mayOwners} />
    </Page>
  );
}

function Remove({ member, me }: { member: Member; me: boolean }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const remove = useSend(removeMember, {
    touches: [listMembers],
    namespace: 'accounts',
    done: () => (me ? location.assign('/') : notify.done(t('people.removed', { name: member.name }))),
  });
  return (
    <Confirm
      title={t(me ? 'people.leave_title' : 'people.remove_title', { name: member.name })}
      text={t(me ? 'people.leave_text' : 'people.remove_text')}
      verb={t(me ? 'people.leave' : 'ui:remove')}
      onConfirm={() => remove.send({ params: { personId: member.personId } })}
    >
      {(ask) => (
        <Menu>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('people.actions_for', { name: member.name })}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<Icon name="bin" size={16} />} onClick={ask}>
              {t(me ? 'people.leave' : 'people.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Confirm>
  );
}

/** What each role may do, in one place to choose from. */
function Roles() {
  const { t } = useTranslation(['accounts', 'ui']);
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{t('people.roles')}</Title>
      <Group align="stretch" gap="sm">
        {roles.map((role) => (
          <Card key={role} padding="md" flex="1 1 260px">
            <Title order={3} size="sm">
              {t(`ui:role.${role}`)}
            </Title>
            <Text size="xs" c="dimmed" mt={2}>
              {t(`role_about.${role}`)}
            </Text>
            <RoleMeaning role={role} />
          </Card>
        ))}
      </Group>
    </Stack>
  );
}
