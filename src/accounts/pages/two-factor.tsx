import { Alert, Button, Code, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { call } from '../../web/api.ts';
import { refreshSession } from '../../web/session.ts';
import { saveFile } from '../../web/ui/csv.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { confirmTwoFactor, startTwoFactor, stopTwoFactor } from '../contract.ts';

type Begun = Output<typeof startTwoFactor>;

/** The second factor: off → password → picture and spare codes → first code → on; and back with the password. */
export function TwoFactor({ on }: { on: boolean }) {
  const { t } = useTranslation('accounts');
  const [asking, setAsking] = useState(false);
  const [begun, setBegun] = useState<Begun | null>(null);
  if (begun)
    return (
      <Confirmation
        begun={begun}
        onDone={() => {
          setBegun(null);
          setAsking(false);
        }}
      />
    );
  return (
    <Stack gap="sm">
      <Text size="sm">{t(on ? 'two_factor.on' : 'two_factor.off')}</Text>
      {asking ? (
        <AskPassword on={on} onBegun={setBegun} onStopped={() => setAsking(false)} />
      ) : (
        <Group>
          <Button variant={on ? 'default' : 'filled'} leftSection={<Icon name="shield" size={16} />} onClick={() => setAsking(true)}>
            {t(on ? 'two_factor.stop' : 'two_factor.start')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function AskPassword({ on, onBegun, onStopped }: { on: boolean; onBegun: (b: Begun) => void; onStopped: () => void }) {
  const { t } = useTranslation('accounts');
  const form = useContractForm({
    schema: startTwoFactor.body,
    initial: { password: '' },
    namespace: 'accounts',
    send: async (body) => {
      if (!on) return onBegun(await call(startTwoFactor, { body }));
      await call(stopTwoFactor, { body });
      await refreshSession();
      notify.done(t('two_factor.stopped'));
      onStopped();
    },
  });
  return (
    <Form form={form} verb={t(on ? 'two_factor.stop' : 'two_factor.next')}>
      <PasswordInput
        label={t('password.current')}
        autoComplete="current-password"
        autoFocus
        maw={360}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        {...form.field('password')}
      />
    </Form>
  );
}

function Confirmation({ begun, onDone }: { begun: Begun; onDone: () => void }) {
  const { t } = useTranslation('accounts');
  const form = useContractForm({
    schema: confirmTwoFactor.body,
    initial: { code: '' },
    namespace: 'accounts',
    send: (body) => call(confirmTwoFactor, { body }),
    done: async () => {
      await refreshSession();
      notify.done(t('two_factor.started'));
      onDone();
    },
  });
  const secret = new URL(begun.uri).searchParams.get('secret') ?? '';
  return (
    <Stack gap="md">
      <Group align="flex-start" gap="lg">
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.qrSvg)}`}
          alt={t('two_factor.picture')}
          width={176}
          height={176}
          style={{ background: '#fff', borderRadius: 8 }}
        />
        <Stack gap={6} flex="1 1 220px">
          <Text size="sm">{t('two_factor.scan')}</Text>
          <Text size="xs" c="dimmed">
            {t('two_factor.by_hand')}
          </Text>
          <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
        </Stack>
      </Group>
      <Alert color="amber" variant="light" icon={<Icon name="key" />} title={t('two_factor.backup')}>
        <Text size="sm">{t('two_factor.backup_text')}</Text>
        <SimpleGrid cols={{ base: 2, xs: 5 }} mt="sm" spacing={6}>
          {begun.backupCodes.map((c) => (
            <Code key={c}>{c}</Code>
          ))}
        </SimpleGrid>
        <Button mt="sm" size="compact-sm" variant="default" onClick={() => saveFile('otdel-codes.txt', begun.backupCodes.join('\n'), 'text/plain')}>
          {t('two_factor.save_codes')}
        </Button>
      </Alert>
      <Form form={form} verb={t('two_factor.confirm')}>
        <TextInput label={t('two_factor.code')} inputMode="numeric" autoComplete="one-time-code" maw={220} maxLength={6} {...form.field('code')} />
      </Form>
    </Stack>
  );
}
