import { Alert, Button, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../permissions.ts';
import type { Output } from '../../platform/endpoint.ts';
import { call, key } from '../../web/api.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { invite, listInvitations } from '../contract.ts';
import { RoleMeaning } from './roles.tsx';
import { Secret } from './secret.tsx';

/** Invites by e-mail; afterwards the link, since a letter may not be configured or may not arrive. */
export function InviteModal({ opened, onClose, mayOwners }: { opened: boolean; onClose: () => void; mayOwners: boolean }) {
  const { t } = useTranslation(['accounts', 'ui']);
  return (
    <Modal opened={opened} onClose={onClose} title={t('invite.title')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Inside onClose={onClose} mayOwners={mayOwners} />
    </Modal>
  );
}

function Inside({ onClose, mayOwners }: { onClose: () => void; mayOwners: boolean }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const client = useQueryClient();
  const [sent, setSent] = useState<Output<typeof invite> | null>(null);
  const form = useContractForm({
    schema: invite.body,
    initial: { email: '', role: 'marketer' },
    namespace: 'accounts',
    send: async (body) => {
      setSent(await call(invite, { body }));
      await client.invalidateQueries({ queryKey: key(listInvitations) });
    },
  });
  if (sent)
    return (
      <Stack gap="md">
        <Alert color={sent.mailed ? 'green' : 'amber'} variant="light" icon={<Icon name={sent.mailed ? 'mail' : 'link'} />}>
          {t(sent.mailed ? 'invite.mailed' : 'invite.not_mailed', { email: sent.email })}
        </Alert>
        <Secret label={t('invite.link')} description={t('invite.link_help')} value={sent.link} />
        <Button onClick={onClose}>{t('invite.done')}</Button>
      </Stack>
    );
  return (
    <Form form={form} verb={t('invite.verb')}>
      <TextInput label={t('person.email')} type="email" data-autofocus required withAsterisk={false} {...form.field('email')} />
      <Select
        label={t('people.role')}
        data={roles.filter((r) => mayOwners || r !== 'owner').map((value) => ({ value, label: t(`ui:role.${value}`) }))}
        {...form.field('role')}
      />
      <div>
        <Text size="sm" fw={500}>
          {t('invite.will')}
        </Text>
        <RoleMeaning role={(form.values.role || 'marketer') as Role} />
      </div>
    </Form>
  );
}
