import { Divider, TextInput } from '@mantine/core';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { call } from '../../web/api.ts';
import { language } from '../../web/i18n.ts';
import { refreshSession, useSession } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { NewWorkspace, setUp } from '../contract.ts';
import { CompanyFields } from './company-fields.tsx';
import { Door } from './door.tsx';
import { NewPasswordInput } from './password.tsx';
import { guess } from './places.ts';

const { name, email, password } = setUp.body.shape;
const { currency, timeZone, country } = NewWorkspace.shape;
/** One flat form; the company's name stands apart from the owner's. */
const Owner = z.object({ ownerName: name, email, password });
const Fields = Owner.extend({ name: NewWorkspace.shape.name, currency, timeZone, country });

/** The very first page: the owner and the company. Shown once in the life of an installation. */
export default function SetUp() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const session = useSession();
  const form = useContractForm({
    schema: Fields,
    namespace: 'accounts',
    initial: { ownerName: '', email: '', password: '', name: '', ...guess() },
    send: async (v) => {
      const workspace = { name: v.name, currency: v.currency, timeZone: v.timeZone, country: v.country };
      const { workspaceId } = await call(setUp, { body: { name: v.ownerName, email: v.email, password: v.password, language: language(), workspace } });
      await refreshSession();
      await navigate({ to: `/w/${workspaceId}` });
    },
  });
  if (session && !session.setupNeeded && !form.busy) return <Navigate to="/" />;
  return (
    <Door title={t('setup.title')} text={t('setup.text')} width={560}>
      <Form form={form} verb={t('setup.verb')} wide>
        <TextInput label={t('person.name')} autoComplete="name" required withAsterisk={false} {...form.field('ownerName')} />
        <TextInput
          label={t('person.email')}
          description={t('setup.email_help')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.field('email')}
        />
        <NewPasswordInput label={t('person.password')} about={[form.values.ownerName, form.values.email]} {...form.field('password')} />
        <Divider my="xs" />
        <CompanyFields form={form} />
      </Form>
    </Door>
  );
}
