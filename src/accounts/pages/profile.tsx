import { Card, SegmentedControl, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../web/api.ts';
import type { Language } from '../../web/i18n.ts';
import { refreshSession, useSession } from '../../web/session.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Page } from '../../web/ui/page.tsx';
import { usePreferences } from '../../web/ui/preferences.ts';
import { updateProfile } from '../contract.ts';
import { PasswordForm } from './password-form.tsx';
import { Sessions } from './sessions.tsx';
import { TwoFactor } from './two-factor.tsx';

const OwnName = updateProfile.body.pick({ name: true }).required();

/** Oneself: name, language, theme, password, second factor, where one is signed in. */
export default function Profile() {
  const { t, i18n } = useTranslation(['accounts', 'ui']);
  const person = useSession()?.person;
  const { theme, setTheme, setLanguage } = usePreferences();
  const form = useContractForm({
    schema: OwnName,
    initial: { name: person?.name ?? '' },
    guard: true,
    send: (body) => call(updateProfile, { body }),
    done: async () => {
      await refreshSession();
      notify.done(t('ui:saved'));
    },
  });
  return (
    <Page title={t('profile.title')} description={person?.email} narrow>
      <Block title={t('profile.me')}>
        <Form form={form}>
          <TextInput label={t('person.name')} autoComplete="name" required withAsterisk={false} {...form.field('name')} />
        </Form>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Choice label={t('ui:profile.language')}>
            <SegmentedControl
              fullWidth
              aria-label={t('ui:profile.language')}
              value={i18n.language}
              onChange={(v) => setLanguage(v as Language)}
              data={[
                { value: 'ru', label: <span lang="ru">Русский</span> },
                { value: 'en', label: <span lang="en">English</span> },
              ]}
            />
          </Choice>
          <Choice label={t('ui:profile.theme')}>
            <SegmentedControl
              fullWidth
              aria-label={t('ui:profile.theme')}
              value={theme}
              onChange={(v) => setTheme(v as typeof theme)}
              data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`ui:theme.${value}`) }))}
            />
          </Choice>
        </SimpleGrid>
      </Block>
      <Block title={t('two_factor.title')}>
        <TwoFactor on={Boolean(person?.twoFactorEnabled)} />
      </Block>
      <Block title={t('password.change')}>
        <PasswordForm />
      </Block>
      <Block title={t('sessions.title')} text={t('sessions.text')}>
        <Sessions />
      </Block>
    </Page>
  );
}

const Choice = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <Text size="sm" fw={500} mb={4}>
      {label}
    </Text>
    {children}
  </div>
);

const Block = ({ title, text, children }: { title: string; text?: string; children: ReactNode }) => (
  <Card component="section">
    <Stack gap="md">
      <div>
        <Title order={2}>{title}</Title>
        {text ? (
          <Text size="sm" c="dimmed" mt={2}>
            {text}
          </Text>
        ) : null}
      </div>
      {children}
    </Stack>
  </Card>
);
