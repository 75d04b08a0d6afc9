import { Anchor, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../web/api.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { forgotPassword } from '../contract.ts';
import { Door } from './door.tsx';

/** Asks for the letter; says honestly when this installation cannot send letters. */
export default function ForgotPassword() {
  const { t } = useTranslation('accounts');
  const [sent, setSent] = useState<{ mailConfigured: boolean } | null>(null);
  const form = useContractForm({
    schema: forgotPassword.body,
    initial: { email: '' },
    send: async (body) => setSent(await call(forgotPassword, { body })),
  });
  const back = (
    <Anchor component={Link} to="/sign-in" size="sm">
      {t('forgot.back')}
    </Anchor>
  );
  if (sent)
    return (
      <Door title={t('forgot.sent_title')}>
        <Text size="sm">{t(sent.mailConfigured ? 'forgot.sent_text' : 'forgot.no_mail', { email: String(form.values.email) })}</Text>
        {back}
      </Door>
    );
  return (
    <Door title={t('forgot.title')} text={t('forgot.text')}>
      <Form form={form} verb={t('forgot.verb')} aside={back}>
        <TextInput label={t('person.email')} type="email" autoComplete="username" autoFocus required withAsterisk={false} {...form.field('email')} />
      </Form>
    </Door>
  );
}
