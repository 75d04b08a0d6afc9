import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, key } from '../../web/api.ts';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { type Channel, changeChannel, listChannels } from '../contract.ts';
import { useNames } from './named.ts';
import { touched } from './view.ts';

/** Another name for a channel; the names in the files go on meaning it. */
export function RenameModal({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  const { t } = useTranslation(['channels', 'ui']);
  return (
    <Modal opened={channel !== null} onClose={onClose} title={t('names.rename')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      {channel ? <Rename channel={channel} onClose={onClose} /> : null}
    </Modal>
  );
}

const Name = changeChannel.body.pick({ name: true }).required();

function Rename({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation('channels');
  const client = useQueryClient();
  const names = useNames();
  const form = useContractForm({
    schema: Name,
    initial: { name: names.channel(channel) },
    send: async ({ name }) => {
      try {
        await call(changeChannel, { params: { id: channel.id }, body: { version: channel.version, name } });
      } catch (error) {
        await client.invalidateQueries({ queryKey: key(listChannels) });
        throw error;
      }
    },
    done: async () => {
      await Promise.all(touched.map((e) => client.invalidateQueries({ queryKey: key(e) })));
      notify.done(t('names.renamed'));
      onClose();
    },
  });
  return (
    <Form form={form}>
      <Stack gap="xs">
        <TextInput label={t('names.name')} data-autofocus {...form.field('name')} />
        <Text size="xs" c="dimmed">
          {t('names.rename_text')}
        </Text>
      </Stack>
    </Form>
  );
}
