import { PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, key } from '../../web/api.ts';
import { useSession } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { changePassword, listSessions } from '../contract.ts';
import { NewPasswordInput } from './password.tsx';

export function PasswordForm() {
  const { t } = useTranslation('accounts');
  const person = useSession()?.person;
  const client = useQueryClient();
  const form = useContractForm({
    schema: changePassword.body,
    initial: { current: '', next: '' },
    namespace: 'accounts',
    send: (body) => call(changePassword, { body }),
    done: async () => {
      form.discard();
      await client.invalidateQueries({ queryKey: key(listSessions) });
      notify.done(t('password.changed'));
    },
  });
  return (
    <Form form={form} verb={t('password.change')}>
      <PasswordInput
        label={t('password.current')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        {...form.field('current')}
      />
      <NewPasswordInput label={t('person.new_password')} about={[person?.name, person?.email]} {...form.field('next')} />
    </Form>
  );
}
