import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { call, query } from '../../web/api.ts';
import { language } from '../../web/i18n.ts';
import { useSend } from '../../web/send.ts';
import { refreshSession, useSession } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { acceptInvitation, readInvitation, signOut } from '../contract.ts';
import { Door } from './door.tsx';
import { NewPasswordInput } from './password.tsx';
import { RoleMeaning } from './roles.tsx';

/** The page behind an invitation's link: what one is invited to, and the way in. */
export default function Invitation() {
  const { t } = useTranslation(['accounts', 'ui']);
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const invitation = useQuery({ ...query(readInvitation, { params: { token } }), retry: false });
  const session = useSession();
  if (invitation.error)
    return (
      <Door title={t('invitation.dead')}>
        <Failed error={invitation.error} namespace="accounts" onRetry={() => void invitation.refetch()} />
      </Door>
    );
  if (!invitation.data || !session)
    return (
      <Door title={t('ui:loading')}>
        <Loading lines={3} />
      </Door>
    );
  const { workspace, role, email, personExists } = invitation.data;
  return (
    <Door title={t('invitation.title', { workspace })} text={t('invitation.as', { role: t(`ui:role.${role}`), email })} width={480}>
      <Text size="sm" component="div">
        {t('invitation.may')}
        <RoleMeaning role={role} />
      </Text>
      {session.person ? (
        session.person.email === email ? (
          <Join token={token} />
        ) : (
          <SomebodyElse who={session.person.email} />
        )
      ) : personExists ? (
        <SignInFirst token={token} />
      ) : (
        <NewPerson token={token} invitation={invitation.data} />
      )}
    </Door>
  );
}

function useEntry() {
  const navigate = useNavigate();
  return async ({ workspaceId }: Output<typeof acceptInvitation>) => {
    await refreshSession();
    await navigate({ to: `/w/${workspaceId}` });
  };
}

function Join({ token }: { token: string }) {
  const { t } = useTranslation('accounts');
  const join = useSend(acceptInvitation, { done: useEntry(), namespace: 'accounts' });
  return (
    <Button loading={join.busy} onClick={() => void join.send({ params: { token }, body: {} })}>
      {t('invitation.join')}
    </Button>
  );
}

function SignInFirst({ token }: { token: string }) {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  return (
    <Stack gap="sm">
      <Text size="sm">{t('invitation.known')}</Text>
      <Button onClick={() => void navigate({ to: '/sign-in', search: { next: `/invitations/${token}` } as never })}>{t('sign_in.verb')}</Button>
    </Stack>
  );
}

function SomebodyElse({ who }: { who: string }) {
  const { t } = useTranslation('accounts');
  const leave = useSend(signOut, { done: () => location.reload() });
  return (
    <Stack gap="sm">
      <Text size="sm">{t('invitation.other_person', { who })}</Text>
      <Button variant="default" loading={leave.busy} onClick={() => void leave.send({})}>
        {t('invitation.leave')}
      </Button>
    </Stack>
  );
}

const Newcomer = acceptInvitation.body.pick({ name: true, password: true }).required();

function NewPerson({ token, invitation }: { token: string; invitation: Output<typeof readInvitation> }) {
  const { t } = useTranslation('accounts');
  const enter = useEntry();
  const form = useContractForm({
    schema: Newcomer,
    initial: { name: '', password: '' },
    namespace: 'accounts',
    send: async (body) => enter(await call(acceptInvitation, { params: { token }, body: { ...body, language: language() } })),
  });
  return (
    <Form form={form} verb={t('invitation.join')} wide>
      <TextInput label={t('person.name')} autoComplete="name" required withAsterisk={false} {...form.field('name')} />
      <NewPasswordInput label={t('person.password')} about={[form.values.name, invitation.email]} {...form.field('password')} />
    </Form>
  );
}
