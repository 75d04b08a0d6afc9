import { ActionIcon, Badge, Checkbox, Group, Menu, Paper, Stack, Table, Text, Title, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { key, query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useCan } from '../../web/session.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Empty, Failed, Loading } from '../../web/ui/states.tsx';
import { type Channel, changeChannel, listChannels, readChannelReport, readVerdicts, splitChannel } from '../contract.ts';
import classes from './channels.module.css';
import { MergeModal } from './merge-modal.tsx';
import { useNames } from './named.ts';
import { RenameModal } from './rename-modal.tsx';
import { Suggestions } from './suggestions.tsx';
import { touched } from './view.ts';

const flags = ['paid', 'brand', 'remarketing'] as const;

/** Which names mean which channel: said once, and true for every file that ever comes. */
export function Names() {
  const { t } = useTranslation('channels');
  const channels = useQuery(query(listChannels));
  const names = useNames();
  const manages = useCan()('channels.manage');
  const [renaming, setRenaming] = useState<Channel | null>(null);
  const [merging, setMerging] = useState<Channel | null>(null);
  if (channels.error) return <Failed error={channels.error} onRetry={() => void channels.refetch()} />;
  if (!channels.data) return <Loading lines={8} height={28} />;
  if (channels.data.length === 0) return <Empty icon="channels" title={t('names.empty')} text={t('empty.text')} />;
  const sorted = [...channels.data].sort((a, b) => names.channel(a).localeCompare(names.channel(b)));
  return (
    <Stack gap="lg">
      <div>
        <Title order={2}>{t('names.title')}</Title>
        <Text size="sm" c="dimmed" maw={760}>
          {t('names.text')} {manages ? null : t('names.read_only')}
        </Text>
      </div>
      {manages ? <Suggestions channels={sorted} /> : null}
      <Paper withBorder className={classes.scroll}>
        <Table verticalSpacing="sm" horizontalSpacing="md" miw={720}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('names.channel')}</Table.Th>
              <Table.Th>{t('names.also')}</Table.Th>
              <Table.Th>{t('names.kind')}</Table.Th>
              <Table.Th ta="end">{t('names.sources')}</Table.Th>
              {manages ? <Table.Th aria-label={t('names.actions')} w={56} /> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map((c) => (
              <Line key={c.id} channel={c} name={names.channel(c)} manages={manages} rename={() => setRenaming(c)} merge={() => setMerging(c)} />
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      <RenameModal key={`rename ${renaming?.id}`} channel={renaming} onClose={() => setRenaming(null)} />
      <MergeModal key={`merge ${merging?.id}`} channel={merging} channels={sorted} onClose={() => setMerging(null)} />
    </Stack>
  );
}

type LineProps = { channel: Channel; name: string; manages: boolean; rename: () => void; merge: () => void };

function Line({ channel: c, name, manages, rename, merge }: LineProps) {
  const { t } = useTranslation('channels');
  const f = useFormats();
  const names = useNames();
  const client = useQueryClient();
  const change = useSend(changeChannel, { touches: [listChannels, readChannelReport, readVerdicts] });
  const set = async (flag: (typeof flags)[number], value: boolean) => {
    const done = await change.send({ params: { id: c.id }, body: { version: c.version, [flag]: value } });
    // somebody else was first: what they wrote comes in, and can be changed
    if (!done) await client.invalidateQueries({ queryKey: key(listChannels) });
  };
  return (
    <Table.Tr>
      <Table.Td fw={500}>{name}</Table.Td>
      <Table.Td>
        <Group gap={6}>
          {c.aliases.map((a) => (
            <Alias key={a.key} alias={a} name={names.channel({ code: a.code, name: a.name })} manages={manages} />
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap="md" wrap="nowrap">
          {flags.map((flag) => (
            <Tooltip key={flag} label={t(`names.${flag}_help`)}>
              <Checkbox
                size="xs"
                label={t(`names.${flag}`)}
                aria-label={`${name}: ${t(`names.${flag}`)}`}
                checked={c[flag]}
                disabled={!manages || change.busy}
                onChange={(e) => void set(flag, e.currentTarget.checked)}
              />
            </Tooltip>
          ))}
        </Group>
      </Table.Td>
      <Table.Td ta="end">{f.num(c.sources)}</Table.Td>
      {manages ? (
        <Table.Td>
          <Menu>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('names.actions_for', { name })}>
                <Icon name="more" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={rename}>
                {t('names.rename')}
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="link" size={16} />} onClick={merge}>
                {t('names.merge')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

function Alias({ alias, name, manages }: { alias: Channel['aliases'][number]; name: string; manages: boolean }) {
  const { t } = useTranslation('channels');
  const split = useSend(splitChannel, { touches: touched, done: () => notify.done(t('names.split_done', { name })) });
  return (
    <Confirm
      title={t('names.split', { name })}
      text={t('names.split_text')}
      verb={t('names.split_verb')}
      danger={false}
      onConfirm={() => split.send({ body: { key: alias.key } })}
    >
      {(ask) => (
        <Badge
          variant="light"
          color="gray"
          radius="sm"
          tt="none"
          fw={500}
          c="var(--mantine-color-text)"
          rightSection={
            manages ? (
              <ActionIcon size={16} variant="transparent" color="gray" aria-label={t('names.split', { name })} title={t('names.split', { name })} onClick={ask}>
                <Icon name="cross" size={12} />
              </ActionIcon>
            ) : null
          }
        >
          {name}
        </Badge>
      )}
    </Confirm>
  );
}
