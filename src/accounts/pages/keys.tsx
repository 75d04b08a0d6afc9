import { Alert, Badge, Button, Checkbox, Code, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyPermissions } from '../../permissions.ts';
import type { Output } from '../../platform/endpoint.ts';
import { call, key, query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useCan } from '../../web/session.ts';
import { type Action, useActions } from '../../web/ui/actions.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Page } from '../../web/ui/page.tsx';
import { Empty } from '../../web/ui/states.tsx';
import { createKey, listKeys, revokeKey } from '../contract.ts';
import { Secret } from './secret.tsx';

type Key = Output<typeof listKeys>['keys'][number];

/** Keys by which other programs come in: made, used, revoked. */
export default function Keys() {
  const { t } = useTranslation(['accounts', 'ui']);
  const keys = useQuery(query(listKeys));
  const [making, setMaking] = useState(false);
  useActions(useMemo<Action[]>(() => [{ id: 'make-key', label: t('keys.make'), icon: 'key', run: () => setMaking(true) }], [t]));
  const make = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
      {t('keys.make')}
    </Button>
  );
  const columns: Column<Key>[] = [
    { id: 'name', name: t('keys.name'), value: (k) => k.name },
    { id: 'prefix', name: t('keys.prefix'), value: (k) => k.prefix, width: 150, cell: (k) => <Code>{k.prefix}…</Code> },
    {
      id: 'state',
      name: t('keys.state'),
      value: (k) => t(k.revokedAt ? 'keys.revoked' : 'keys.works'),
      width: 130,
      cell: (k) => (
        <Badge variant="light" color={k.revokedAt ? 'gray' : 'green'} tt="none">
          {t(k.revokedAt ? 'keys.revoked' : 'keys.works')}
        </Badge>
      ),
    },
    { id: 'may', name: t('keys.may'), value: (k) => k.permissions.map((p) => t(`permission.${p.replace('.', '_')}`)).join(', '), width: 300 },
    { id: 'used', name: t('keys.used'), kind: 'time', value: (k) => k.lastUsedAt },
    { id: 'made', name: t('keys.made'), kind: 'time', value: (k) => k.createdAt, hidden: true },
    { id: 'by', name: t('keys.by'), value: (k) => k.createdBy },
    {
      id: 'revoke',
      name: t('people.actions'),
      width: 120,
      sortable: false,
      filterable: false,
      value: () => null,
      cell: (k) => (k.revokedAt ? null : <Revoke of={k} />),
    },
  ];
  return (
    <Page title={t('keys.title')} description={t('keys.text')} wait={[keys]} actions={keys.data?.keys.length ? make : null}>
      <DataTable
        id="keys"
        label={t('keys.title')}
        rows={keys.data?.keys}
        columns={columns}
        rowKey={(k) => k.id}
        rowHeight={48}
        sort={{ column: 'used', descending: true }}
        empty={<Empty icon="key" title={t('keys.empty')} text={t('keys.empty_text')} action={make} />}
      />
      <Modal
        opened={making}
        onClose={() => setMaking(false)}
        title={t('keys.make')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <Make onClose={() => setMaking(false)} />
      </Modal>
    </Page>
  );
}

function Revoke({ of }: { of: Key }) {
  const { t } = useTranslation('accounts');
  const revoke = useSend(revokeKey, { touches: [listKeys], done: () => notify.done(t('keys.revoked_done', { name: of.name })) });
  return (
    <Confirm
      title={t('keys.revoke_title', { name: of.name })}
      text={t('keys.revoke_text')}
      verb={t('keys.revoke')}
      onConfirm={() => revoke.send({ params: { keyId: of.id } })}
    >
      {(ask) => (
        <Button size="compact-xs" variant="subtle" color="red" onClick={ask}>
          {t('keys.revoke')}
        </Button>
      )}
    </Confirm>
  );
}

function Make({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const can = useCan();
  const client = useQueryClient();
  const [made, setMade] = useState<Output<typeof createKey> | null>(null);
  const form = useContractForm({
    schema: createKey.body,
    initial: { name: '', permissions: [] },
    namespace: 'accounts',
    send: async (body) => {
      setMade(await call(createKey, { body }));
      await client.invalidateQueries({ queryKey: key(listKeys) });
    },
  });
  if (made)
    return (
      <Stack gap="md">
        <Alert color="amber" variant="light" icon={<Icon name="warning" />}>
          {t('keys.once')}
        </Alert>
        <Secret label={t('keys.secret')} value={made.secret} />
        <Text size="xs" c="dimmed">
          {t('keys.how')} <Code>Authorization: Bearer {made.prefix}…</Code>
        </Text>
        <Button onClick={onClose}>{t('keys.kept')}</Button>
      </Stack>
    );
  return (
    <Form form={form} verb={t('keys.make')}>
      <TextInput label={t('keys.name')} description={t('keys.name_help')} data-autofocus required withAsterisk={false} {...form.field('name')} />
      <Checkbox.Group
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        label={t('keys.may')}
        description={t('keys.may_help')}
        {...form.field('permissions')}
      >
        <Stack gap={8} mt="xs">
          {keyPermissions.filter(can).map((p) => (
            <Checkbox key={p} value={p} size="sm" label={t(`permission.${p.replace('.', '_')}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </Form>
  );
}
