import { ActionIcon, Badge, Checkbox, Group, Menu, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { key, query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useCan } from '../../web/session.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Empty, Failed, Loading } from '../../web/ui/states.tsx';
import { type Channel, changeChannel, listChannels, readChannelReport, readVerdicts, splitChannel } from '../contract.ts';
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
  const [renaming, setRenaming] = useState<string | null>(null);
  const [merging, setMerging] = useState<string | null>(null);
  if (channels.error) return <Failed error={channels.error} onRetry={() => void channels.refetch()} />;
  if (!channels.data) return <Loading lines={8} height={28} />;
  if (channels.data.length === 0) return <Empty icon="channels" title={t('names.empty')} text={t('empty.text')} />;
  // found anew each time: after a conflict it is the newer version that is changed
  const one = (id: string | null) => channels.data.find((c) => c.id === id) ?? null;
  const sorted = [...channels.data].sort((a, b) => names.channel(a).localeCompare(names.channel(b)));
  const columns: Column<Channel>[] = [
    { id: 'name', name: t('names.channel'), value: (c) => names.channel(c), width: 220 },
    {
      id: 'also',
      name: t('names.also'),
      value: (c) => c.aliases.map((a) => names.channel(a)).join(', '),
      width: 240,
      cell: (c) => (
        <Group gap={6}>
          {c.aliases.map((a) => (
            <Alias key={a.key} alias={a} name={names.channel(a)} manages={manages} />
          ))}
        </Group>
      ),
    },
    {
      id: 'kind',
      name: t('names.kind'),
      value: (c) =>
        flags
          .filter((flag) => c[flag])
          .map((flag) => t(`names.${flag}`))
          .join(', '),
      width: 300,
      cell: (c) => <Kind channel={c} name={names.channel(c)} manages={manages} />,
    },
    { id: 'sources', name: t('names.sources'), kind: 'number', value: (c) => c.sources, width: 124 },
    ...(manages
      ? [
          {
            id: 'actions',
            name: t('names.actions'),
            value: () => null,
            width: 92,
            sortable: false as const,
            filterable: false as const,
            cell: (c: Channel) => <Actions name={names.channel(c)} rename={() => setRenaming(c.id)} merge={() => setMerging(c.id)} />,
          },
        ]
      : []),
  ];
  return (
    <Stack gap="lg">
      <div>
        <Title order={2}>{t('names.title')}</Title>
        <Text size="sm" c="dimmed" maw={760}>
          {t('names.text')} {manages ? null : t('names.read_only')}
        </Text>
      </div>
      {manages ? <Suggestions channels={sorted} /> : null}
      <DataTable id="channel-names" label={t('names.title')} rows={sorted} columns={columns} rowKey={(c) => c.id} rowHeight={48} height="none" />
      <RenameModal key={`rename ${renaming}`} channel={one(renaming)} onClose={() => setRenaming(null)} />
      <MergeModal key={`merge ${merging}`} channel={one(merging)} channels={sorted} onClose={() => setMerging(null)} />
    </Stack>
  );
}

/** Paid, brand, remarketing: what the verdicts have to know of a channel. */
function Kind({ channel: c, name, manages }: { channel: Channel; name: string; manages: boolean }) {
  const { t } = useTranslation('channels');
  const client = useQueryClient();
  const change = useSend(changeChannel, { touches: [listChannels, readChannelReport, readVerdicts] });
  const set = async (flag: (typeof flags)[number], value: boolean) => {
    const done = await change.send({ params: { id: c.id }, body: { version: c.version, [flag]: value } });
    // somebody else was first: what they wrote comes in, and can be changed
    if (!done) await client.invalidateQueries({ queryKey: key(listChannels) });
  };
  return (
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
  );
}

function Actions({ name, rename, merge }: { name: string; rename: () => void; merge: () => void }) {
  const { t } = useTranslation('channels');
  return (
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
