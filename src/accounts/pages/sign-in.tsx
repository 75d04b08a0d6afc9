import { Alert, Anchor, PasswordInput, Text, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallFailed, call } from '../../web/api.ts';
import { refreshSession } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { signIn, signInTwoFactor } from '../contract.ts';
import { Door } from './door.tsx';

/** Only a path of our own: a link must not be able to send whoever signs in to another site. */
const safe = (next: unknown): string => (typeof next === 'string' && /^\/(w|invitations)\/[\w./?=&%:+-]*$/.test(next) ? next : '/');

/** E-mail and password, then the code when two-factor sign-in is on. */
export default function SignIn() {
  const { t } = useTranslation('accounts');
  const { next, reset } = useSearch({ strict: false }) as { next?: string; reset?: string };
  const navigate = useNavigate();
  const [step, setStep] = useState<'password' | 'code'>('password');
  const enter = async () => {
    await refreshSession();
    await navigate({ href: safe(next) });
  };
  const password = useContractForm({
    schema: signIn.body,
    initial: { email: '', password: '' },
    send: async (body) => {
      const { twoFactor } = await call(signIn, { body });
      if (twoFactor) setStep('code');
      else await enter();
    },
  });
  const code = useContractForm({
    schema: signInTwoFactor.body,
    initial: { code: '' },
    namespace: 'accounts',
    send: async (body) => {
      try {
        await call(signInTwoFactor, { body });
      } catch (error) {
        if (error instanceof CallFailed && error.code === 'gone') setStep('password');
        throw error;
      }
      await enter();
    },
  });
  if (step === 'code')
    return (
      <Door title={t('sign_in.code_title')} text={t('sign_in.code_text')}>
        <Form
          form={code}
          verb={t('sign_in.verb')}
          aside={
            <Anchor component="button" type="button" size="sm" onClick={() => setStep('password')}>
              {t('sign_in.again')}
            </Anchor>
          }
        >
          <TextInput
            label={t('sign_in.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            required
            withAsterisk={false}
            {...code.field('code')}
          />
        </Form>
      </Door>
    );
  return (
    <Door title={t('sign_in.title')}>
      {reset ? (
        <Alert color="green" variant="light" icon={<Icon name="check" />}>
          {t('sign_in.after_reset')}
        </Alert>
      ) : null}
      <Form form={password} verb={t('sign_in.verb')} wide>
        <TextInput label={t('person.email')} type="email" autoComplete="username" autoFocus required withAsterisk={false} {...password.field('email')} />
        <PasswordInput
          label={t('person.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
          {...password.field('password')}
        />
      </Form>
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/forgot-password" size="sm">
          {t('sign_in.forgot')}
        </Anchor>
      </Text>
    </Door>
  );
}
