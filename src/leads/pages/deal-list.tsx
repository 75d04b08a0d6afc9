import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call, key } from '../../web/api.ts';
import { useCan } from '../../web/session.ts';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { usePeriod } from '../../web/ui/period.ts';
import { type DealRowOut, listDeals } from '../contract.ts';
import { NoRows } from './empty.tsx';
import { DealFilters } from './filters.tsx';
import { useView } from './view.ts';
import { OutcomeChip, useChannelName, useRejectReason } from './words.tsx';

/** All deals of the period, newest first; one whose lead is known opens the lead. */
export function DealList() {
  const { t } = useTranslation('leads');
  const [view, setView] = useView();
  const { from, to } = usePeriod('year');
  const contacts = useCan()('contacts.read');
  const filters = { from, to, ...(view.status ? { status: view.status } : {}), ...(view.unlinked ? { unlinked: 'true' } : {}) };
  const deals = useInfiniteQuery({
    queryKey: [...key(listDeals), filters, 'pages'],
    queryFn: ({ signal, pageParam }) => call(listDeals, { query: { ...filters, cursor: pageParam, limit: 200 } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => deals.data?.pages.flatMap((page) => page.rows), [deals.data]);
  const columns = useDealColumns(contacts, deals.data?.pages[0]?.money ?? false);
  return (
    <DataTable
      id="deals"
      label={t('tabs.deals')}
      rows={rows}
      columns={columns}
      rowKey={(deal) => deal.id}
      onOpen={(deal) => deal.leadId && setView({ lead: deal.leadId })}
      remote={{
        sort: null,
        onSort: () => {},
        more: deals.hasNextPage,
        onEnd: () => void (deals.hasNextPage && !deals.isFetchingNextPage && deals.fetchNextPage()),
      }}
      loading={deals.isPending}
      error={deals.error}
      onRetry={() => void deals.refetch()}
      tools={<DealFilters />}
      height="max(420px, calc(100dvh - 230px))"
      empty={view.status || view.unlinked ? undefined : <NoRows of="deals" />}
    />
  );
}

function useDealColumns(contacts: boolean, money: boolean): Column<DealRowOut>[] {
  const { t } = useTranslation('leads');
  const named = useChannelName();
  const reason = useRejectReason();
  const phone = useMediaQuery('(max-width: 48em)');
  const name: Column<DealRowOut> = {
    id: 'deal',
    name: t('column.deal'),
    value: (d) => (contacts ? (d.company ?? d.name) : d.product) ?? t('card.without_name'),
    width: 210,
  };
  const columns: Column<DealRowOut>[] = [
    name,
    { id: 'status', name: t('column.outcome'), value: (d) => t(`status.${d.status}`), cell: (d) => <OutcomeChip outcome={d.status} of="status" />, width: 132 },
    ...(money
      ? [
          { id: 'amount', name: t('column.amount'), kind: 'money' as const, value: (d: DealRowOut) => d.amountMinor, width: 124 },
          { id: 'margin', name: t('column.margin'), kind: 'money' as const, value: (d: DealRowOut) => d.marginMinor, width: 124, hidden: phone },
        ]
      : []),
    { id: 'closed', name: t('column.closed'), kind: 'day', value: (d) => d.closedOn, width: 134 },
    { id: 'opened', name: t('column.opened'), kind: 'day', value: (d) => d.openedOn, width: 134 },
    { id: 'channel', name: t('column.channel'), value: (d) => named(d) ?? t('unattributed'), width: 200 },
    { id: 'product', name: t('column.product'), value: (d) => d.product, width: 190 },
    { id: 'lost_reason', name: t('column.lost_reason'), value: (d) => reason(d.lostReason), width: 180 },
    { id: 'lead_day', name: t('column.lead_day'), kind: 'day', value: (d) => d.cohortOn, width: 134, hidden: true },
  ];
  return columns.map((column) => ({ ...column, sortable: false, filterable: false }));
}
