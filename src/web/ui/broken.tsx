import { Button, Container } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, Failed } from './states.tsx';

/** A page that could not be opened. After an upgrade the browser may ask for a file that is no more: a reload fetches the new ones. */
export function Broken({ error }: ErrorComponentProps) {
  const router = useRouter();
  const stale = /dynamically imported module|Importing a module script/.test(String(error));
  return (
    <Container size="sm" py="xl">
      <Failed error={error} onRetry={() => (stale ? location.reload() : void router.invalidate())} />
    </Container>
  );
}

/** No such page, or not for this person: the server does not tell which, and neither do we. */
export function NotFound() {
  const { t } = useTranslation('ui');
  return (
    <Empty
      order={1}
      icon="search"
      title={t('not_found.title')}
      text={t('not_found.text')}
      action={
        <Button component="a" href="/">
          {t('not_found.home')}
        </Button>
      }
    />
  );
}

/** The same where no shell is around it. */
export const NotFoundAlone = () => (
  <main>
    <NotFound />
  </main>
);
