import { Button, Code, Drawer, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Output } from '../../platform/endpoint.ts';
import { call, key } from '../../web/api.ts';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { notify } from '../../web/ui/notify.tsx';
import { Page } from '../../web/ui/page.tsx';
import { Empty } from '../../web/ui/states.tsx';
import { useUrl } from '../../web/ui/url.ts';
import { listAudit, verifyAudit } from '../contract.ts';

type Line = Output<typeof listAudit>['entries'][number];
const Url = z.object({ person: z.string(), action: z.string() });

/** Who did what, newest first; nothing here can be changed, and the chain of hashes proves that nothing was. */
export default function Audit() {
  const { t, i18n } = useTranslation(['audit', 'ui']);
  const f = useFormats();
  const [url, setUrl] = useUrl(Url);
  const [opened, setOpened] = useState<Line | null>(null);
  const pages = useInfiniteQuery({
    queryKey: [...key(listAudit), url],
    queryFn: ({ pageParam, signal }) => call(listAudit, { query: { limit: 100, before: pageParam, person: url.person, action: url.action } }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => (last.more ? last.entries.at(-1)?.number : undefined),
    placeholderData: keepPreviousData,
  });
  const entries = pages.data?.pages.flatMap((p) => p.entries);
  const first = pages.data?.pages[0];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const actionName = (action: string) => (i18n.exists(`audit:action.${action}`) ? t(`action.${action}`) : action); // a key's own program may be newer than this page
  const who = (l: Line) => l.personName ?? t(`actor.${l.actor}`);
  const columns: Column<Line>[] = [
    { id: 'at', name: t('audit.at'), kind: 'time', value: (l) => l.at, width: 190, sortable: false },
    {
      id: 'who',
      name: t('audit.who'),
      value: who,
      sortable: false,
      width: 220,
      cell: (l) => (l.actor === 'person' || !l.personName ? who(l) : `${l.personName} (${t(`actor.${l.actor}`)})`),
    },
    { id: 'action', name: t('audit.action'), value: (l) => actionName(l.action), sortable: false, width: 280 },
    {
      id: 'entity',
      name: t('audit.entity'),
      value: (l) => l.entityId,
      sortable: false,
      width: 280,
      cell: (l) => (
        <Text size="xs" c="dimmed" truncate>
          {l.entityId ?? '—'}
        </Text>
      ),
    },
    { id: 'number', name: t('audit.number'), kind: 'number', value: (l) => l.number, sortable: false, hidden: true },
  ];
  return (
    <Page title={t('audit.title')} description={t('audit.text')} wait={[pages]} actions={<Verify />}>
      <DataTable
        id="audit"
        label={t('audit.title')}
        rows={entries}
        columns={columns}
        rowKey={(l) => String(l.number)}
        onOpen={setOpened}
        remote={{ sort: null, onSort: () => {}, onEnd }}
        empty={url.person || url.action ? undefined : <Empty icon="list" title={t('audit.empty')} text={t('audit.empty_text')} />}
        tools={
          <>
            <Select
              size="xs"
              w={200}
              clearable
              searchable
              aria-label={t('audit.who')}
              placeholder={t('audit.anybody')}
              data={first?.people.map((p) => ({ value: p.id, label: p.name })) ?? []}
              value={url.person ?? null}
              onChange={(person) => setUrl({ person: person ?? undefined })}
            />
            <Select
              size="xs"
              w={240}
              clearable
              searchable
              aria-label={t('audit.action')}
              placeholder={t('audit.anything')}
              data={first?.actions.map((value) => ({ value, label: actionName(value) })) ?? []}
              value={url.action ?? null}
              onChange={(action) => setUrl({ action: action ?? undefined })}
            />
          </>
        }
      />
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? actionName(opened.action) : ''}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {opened ? (
          <Stack gap="sm">
            <Text size="sm">
              {who(opened)}, {f.time(opened.at)}
            </Text>
            <Text size="xs" c="dimmed">
              {opened.entity ? `${opened.entity} · ` : ''}
              {opened.entityId ?? ''}
            </Text>
            <Side title={t('audit.before')} value={opened.before} />
            <Side title={t('audit.after')} value={opened.after} />
          </Stack>
        ) : null}
      </Drawer>
    </Page>
  );
}

function Side({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <Code block tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </Code>
    </div>
  );
}

function Verify() {
  const { t } = useTranslation('audit');
  const f = useFormats();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    try {
      const { entries, brokenAt } = await call(verifyAudit);
      if (brokenAt === null) notify.done(t('audit.whole', { count: entries, shown: f.num(entries) }));
      else notify.warn(t('audit.broken', { number: f.num(brokenAt) }));
    } catch (error) {
      notify.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" leftSection={<Icon name="shield" size={16} />} loading={busy} onClick={() => void verify()}>
      {t('audit.verify')}
    </Button>
  );
}
