import { Button, Card, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../web/send.ts';
import { removeWorkspace } from '../contract.ts';

/** The one thing that cannot be undone: the name has to be typed. */
export function RemoveCompany({ name }: { name: string }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useSend(removeWorkspace, { done: () => location.assign('/'), namespace: 'accounts' });
  return (
    <Card component="section">
      <Group justify="space-between" gap="md">
        <div>
          <Title order={2}>{t('remove.title')}</Title>
          <Text size="sm" c="dimmed" mt={2}>
            {t('remove.text')}
          </Text>
        </div>
        <Button variant="outline" color="red" onClick={() => setOpened(true)}>
          {t('remove.verb')}
        </Button>
      </Group>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('remove.ask', { name })} closeButtonProps={{ 'aria-label': t('ui:close') }}>
        <Stack gap="md">
          <Text size="sm">{t('remove.warning')}</Text>
          <TextInput label={t('remove.type', { name })} value={typed} onChange={(e) => setTyped(e.currentTarget.value)} data-autofocus />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('ui:cancel')}
            </Button>
            <Button color="red" disabled={typed !== name} loading={remove.busy} onClick={() => void remove.send({ body: { name: typed } })}>
              {t('remove.verb')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Card>
  );
}
