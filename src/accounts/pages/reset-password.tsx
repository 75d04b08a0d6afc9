import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../web/api.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { resetPassword } from '../contract.ts';
import { Door } from './door.tsx';
import { NewPasswordInput } from './password.tsx';

/** The page behind the link of the letter. */
export default function ResetPassword() {
  const { t } = useTranslation('accounts');
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const navigate = useNavigate();
  const form = useContractForm({
    schema: resetPassword.body.pick({ password: true }),
    initial: { password: '' },
    namespace: 'accounts',
    send: ({ password }) => call(resetPassword, { body: { token, password } }),
    done: () => navigate({ to: '/sign-in', search: { reset: 'done' } as never }),
  });
  return (
    <Door title={t('reset.title')} text={t('reset.text')}>
      <Form form={form} verb={t('reset.verb')} wide>
        <NewPasswordInput label={t('person.new_password')} about={[]} autoFocus {...form.field('password')} />
      </Form>
    </Door>
  );
}
