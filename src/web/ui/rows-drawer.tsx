import { Button, Drawer, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from './data-table.tsx';

type Props<A, T> = {
  /** null is closed. */
  opened: boolean;
  onClose: () => void;
  title: string;
  /** How the figure was computed, in words or figures. */
  formula?: ReactNode;
  /** On what basis: lead cohort or cash, period, VAT. */
  basis?: ReactNode;
  /** `query(listLeadsBehind, { query: … })`; asked only while open. A list that comes in pages gets the `cursor` of the next one. */
  query: { queryKey: readonly unknown[]; queryFn: (context: { signal: AbortSignal; cursor: string | undefined }) => Promise<A> };
  /** Where the next page begins; null when this was the last. */
  next?: (answer: A) => string | null;
  rows: (answer: A) => T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  id: string;
  exports?: { csv?: string; xlsx?: string };
  onOpen?: (row: T) => void;
  /** More than the rows: totals that prove the figure, a remark that the list is cut. */
  foot?: (answer: A) => ReactNode;
};

/** The rows behind a figure, with its formula and its basis. */
export function RowsDrawer<A, T>({ opened, onClose, title, formula, basis, query, next, rows, columns, rowKey, id, exports, onOpen, foot }: Props<A, T>) {
  const { t } = useTranslation('ui');
  const answer = useInfiniteQuery({
    queryKey: [...query.queryKey, 'pages'],
    queryFn: ({ signal, pageParam }) => query.queryFn({ signal, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: A) => next?.(last) ?? undefined,
    enabled: opened,
  });
  const pages = answer.data?.pages;
  return (
    <Drawer opened={opened} onClose={onClose} title={title} size="min(960px, 100vw)" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        {formula ? (
          <Text size="sm" component="div">
            <Text span c="dimmed">
              {t('drawer.formula')}:{' '}
            </Text>
            {formula}
          </Text>
        ) : null}
        {basis ? (
          <Text size="sm" component="div">
            <Text span c="dimmed">
              {t('drawer.basis')}:{' '}
            </Text>
            {basis}
          </Text>
        ) : null}
        <DataTable
          id={id}
          label={t('drawer.rows')}
          rows={pages?.flatMap(rows)}
          columns={columns}
          rowKey={rowKey}
          loading={answer.isPending}
          error={answer.error}
          onRetry={() => void answer.refetch()}
          exports={exports}
          onOpen={onOpen}
          height="calc(100dvh - 240px)"
        />
        {answer.hasNextPage ? (
          <Button variant="default" size="xs" w="fit-content" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
            {t('drawer.more')}
          </Button>
        ) : null}
        {pages?.[0] !== undefined ? foot?.(pages[0]) : null}
      </Stack>
    </Drawer>
  );
}
