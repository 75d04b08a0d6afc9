import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../web/send.ts';
import { notify } from '../../web/ui/notify.tsx';
import { type Channel, mergeChannels } from '../contract.ts';
import { useNames } from './named.ts';
import { touched } from './view.ts';

/** Two names chosen by hand; opened from one of them. */
export function MergeModal({ channel, channels, onClose }: { channel: Channel | null; channels: Channel[]; onClose: () => void }) {
  const { t } = useTranslation(['channels', 'ui']);
  const names = useNames();
  const [fromId, setFrom] = useState(channel?.id ?? null);
  const [intoId, setInto] = useState<string | null>(null);
  const merge = useSend(mergeChannels, {
    touches: touched,
    done: (c) => {
      notify.done(t('names.merged', { name: names.channel(c) }));
      onClose();
    },
  });
  const choices = channels.map((c) => ({ value: c.id, label: names.channel(c) }));
  return (
    <Modal opened={channel !== null} onClose={onClose} title={t('names.merge_title')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Stack gap="md">
        <Text size="sm">{t('names.merge_text')}</Text>
        <Select label={t('names.merge_from')} data={choices} value={fromId} onChange={setFrom} searchable />
        <Select label={t('names.merge_into')} data={choices.filter((c) => c.value !== fromId)} value={intoId} onChange={setInto} searchable />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            disabled={!fromId || !intoId || fromId === intoId}
            loading={merge.busy}
            onClick={() => fromId && intoId && void merge.send({ body: { fromId, intoId } })}
          >
            {t('names.merge_verb')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
