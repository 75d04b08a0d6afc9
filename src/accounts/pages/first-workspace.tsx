import { Button, Divider } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../web/send.ts';
import { useSession } from '../../web/session.ts';
import { DemoOffer } from '../../web/ui/demo-offer.tsx';
import { signOut } from '../contract.ts';
import { Door } from './door.tsx';
import { NewCompany } from './new-company.tsx';

/** Signed in, but a member of nothing: removed from the last company, or it was erased. */
export default function FirstWorkspace() {
  const { t } = useTranslation(['accounts', 'ui']);
  const leave = useSend(signOut, { done: () => location.assign('/sign-in') });
  const session = useSession();
  if (session && !session.person) return <Navigate to="/sign-in" />;
  return (
    <Door title={t('company.none_title')} text={t('company.none_text')} width={560}>
      <NewCompany />
      <Divider label={t('ui:or')} />
      <DemoOffer look="default" />
      <Button variant="subtle" color="gray" onClick={() => void leave.send({})}>
        {t('ui:profile.sign_out')}
      </Button>
    </Door>
  );
}
