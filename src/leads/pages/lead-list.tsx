import { Text } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, href, key } from '../../web/api.ts';
import { language } from '../../web/i18n.ts';
import { useCan } from '../../web/session.ts';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { usePeriod } from '../../web/ui/period.ts';
import { exportLeads, type LeadListRow, listLeads } from '../contract.ts';
import { NoRows } from './empty.tsx';
import { LeadFilters } from './filters.tsx';
import { UNATTRIBUTED, useView } from './view.ts';
import { JudgementChip, OutcomeChip, useChannelName, useRejectReason } from './words.tsx';

/** All leads of the period, newest first, more as one scrolls; searched and filtered by the server. */
export function LeadList() {
  const { t } = useTranslation('leads');
  const [view, setView] = useView();
  const { from, to } = usePeriod('year');
  const contacts = useCan()('contacts.read');
  const [typed, setTyped] = useState(view.search ?? '');
  const search = useDebouncedCallback((text: string) => setView({ search: text.trim().length >= 2 ? text.trim() : undefined }), 300);
  const filters = {
    from,
    to,
    ...(view.channel === UNATTRIBUTED ? { unattributed: 'true' } : view.channel ? { channelId: view.channel } : {}),
    ...(view.judgement ? { judgement: view.judgement } : {}),
    ...(view.outcome ? { outcome: view.outcome } : {}),
    ...(contacts && view.search ? { search: view.search } : {}),
  };
  const leads = useInfiniteQuery({
    queryKey: [...key(listLeads), filters, 'pages'],
    queryFn: ({ signal, pageParam }) => call(listLeads, { query: { ...filters, cursor: pageParam, limit: 200 } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => leads.data?.pages.flatMap((page) => page.rows), [leads.data]);
  const columns = useLeadColumns(contacts);
  const phone = useMediaQuery('(max-width: 48em)');
  const filtered = view.channel !== undefined || view.judgement !== undefined || view.outcome !== undefined || view.search !== undefined;
  return (
    <DataTable
      id={phone ? 'leads.phone' : 'leads'}
      label={t('title')}
      rows={rows}
      columns={columns}
      rowKey={(lead) => lead.id}
      onOpen={(lead) => setView({ lead: lead.id })}
      remote={{
        sort: null,
        onSort: () => {},
        ...(contacts
          ? {
              search: typed,
              onSearch: (text: string) => {
                setTyped(text);
                search(text);
              },
            }
          : {}),
        more: leads.hasNextPage,
        onEnd: () => void (leads.hasNextPage && !leads.isFetchingNextPage && leads.fetchNextPage()),
      }}
      exports={{
        csv: href(exportLeads, { query: { ...filters, format: 'csv', language: language() } }),
        xlsx: href(exportLeads, { query: { ...filters, format: 'xlsx', language: language() } }),
      }}
      loading={leads.isPending}
      error={leads.error}
      onRetry={() => void leads.refetch()}
      tools={<LeadFilters />}
      rowHeight={phone ? 62 : 40}
      height="max(420px, calc(100dvh - 230px))"
      empty={filtered ? undefined : <NoRows of="leads" />}
    />
  );
}

function useLeadColumns(contacts: boolean): Column<LeadListRow>[] {
  const { t } = useTranslation('leads');
  const f = useFormats();
  const named = useChannelName();
  const reason = useRejectReason();
  const phone = useMediaQuery('(max-width: 48em)');
  const channel = (lead: LeadListRow) => named(lead) ?? t('unattributed');
  const who = (lead: LeadListRow) => lead.name ?? lead.company ?? lead.phone ?? lead.email ?? t('card.without_name');
  const columns: Column<LeadListRow>[] = [
    ...(contacts ? [{ id: 'who', name: t('column.who'), value: who, width: 190 }] : []),
    { id: 'received', name: t('column.received'), kind: 'time', value: (l) => l.receivedAt, width: 166 },
    ...(contacts ? [{ id: 'company', name: t('column.company'), value: (l: LeadListRow) => l.company, width: 166 }] : []),
    { id: 'channel', name: t('column.channel'), value: channel, width: 186 },
    { id: 'campaign', name: t('column.campaign'), value: (l) => l.campaign, width: 180, hidden: true },
    {
      id: 'judgement',
      name: t('column.judgement'),
      value: (l) => t(`judgement.${l.judgement}`),
      cell: (l) => <JudgementChip judgement={l.judgement} />,
      width: 164,
    },
    { id: 'outcome', name: t('column.outcome'), value: (l) => t(`outcome.${l.outcome}`), cell: (l) => <OutcomeChip outcome={l.outcome} />, width: 124 },
    { id: 'reason', name: t('column.reason'), value: (l) => reason(l.rejectReason), width: 180 },
    ...(contacts
      ? [
          { id: 'phone', name: t('column.phone'), value: (l: LeadListRow) => l.phone, width: 150, hidden: true },
          { id: 'email', name: t('column.email'), value: (l: LeadListRow) => l.email, width: 190, hidden: true },
        ]
      : []),
    { id: 'status', name: t('column.status'), value: (l) => l.status, width: 150, hidden: true },
  ];
  // a phone shows two columns without scrolling: who and whence, and what Sales made of it
  const small: Column<LeadListRow>[] = [
    {
      id: 'lead',
      name: t('lead'),
      value: who,
      width: 168,
      cell: (l) => (
        <div>
          <Text size="sm" fw={500} truncate>
            {contacts ? who(l) : channel(l)}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {f.dayShort(l.day)}
            {contacts ? ` · ${channel(l)}` : ''}
          </Text>
        </div>
      ),
    },
    {
      id: 'judgement',
      name: t('column.judgement'),
      value: (l) => t(`judgement.${l.judgement}`),
      width: 132,
      cell: (l) => (
        <div>
          <JudgementChip judgement={l.judgement} />
          <Text size="xs" c="dimmed" truncate mt={2}>
            {l.rejectReason ? reason(l.rejectReason) : t(`outcome.${l.outcome}`)}
          </Text>
        </div>
      ),
    },
  ];
  return (phone ? small : columns).map((column) => ({ ...column, sortable: false, filterable: false }));
}
