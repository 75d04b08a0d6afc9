import { Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, key } from '../../web/api.ts';
import { type Column, DataTable } from '../../web/ui/data-table.tsx';
import { type Formats, useFormats } from '../../web/ui/format.tsx';
import { useGo } from '../../web/ui/link.tsx';
import { Empty } from '../../web/ui/states.tsx';
import { type ImportLine, listImports } from '../contract.ts';
import { StatusChip } from './status-chip.tsx';
import { useWords } from './words.ts';

/** Everything that was ever started, newest first; a line opens its import. */
export function History() {
  const { t } = useWords();
  const go = useGo();
  const pages = useInfiniteQuery({
    queryKey: [...key(listImports), 'pages'],
    queryFn: ({ signal, pageParam }) => call(listImports, { query: { cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows).filter((line) => line.startedAt !== null), [pages.data]);
  const columns = useColumns();
  return (
    <Stack gap="sm" component="section" aria-labelledby="imports-history">
      <Title order={2} id="imports-history">
        {t('history.title')}
      </Title>
      <DataTable
        id="imports"
        label={t('history.title')}
        rows={rows}
        columns={columns}
        rowKey={(line) => line.id}
        onOpen={(line) => go(`/imports/${line.id}`)}
        remote={{
          sort: null,
          onSort: () => {},
          more: pages.hasNextPage,
          onEnd: () => void (pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()),
        }}
        loading={pages.isPending}
        error={pages.error}
        onRetry={() => void pages.refetch()}
        empty={<Empty icon="imports" title={t('history.empty')} text={t('history.empty_text')} />}
      />
    </Stack>
  );
}

/** Sums of several currencies stand side by side. */
export const sumsOf = (line: ImportLine, f: Formats): string => line.sums.map(({ currency, minor }) => f.money(minor, true, currency)).join(' + ');

function useColumns(): Column<ImportLine>[] {
  const { t, kind } = useWords();
  const f = useFormats();
  const phone = useMediaQuery('(max-width: 48em)');
  return useMemo(
    () => [
      { id: 'file', name: t('history.file'), value: (line) => line.fileName, width: phone ? 190 : 280 },
      { id: 'status', name: t('history.status'), value: (line) => t(`status.${line.status}`), cell: (line) => <StatusChip status={line.status} />, width: 160 },
      { id: 'kind', name: t('history.kind'), value: (line) => kind(line.kind), width: 130 },
      { id: 'created', name: t('history.created'), kind: 'number', width: 130, value: (line) => line.progress.created },
      { id: 'updated', name: t('history.updated'), kind: 'number', value: (line) => line.progress.updated },
      {
        id: 'bad',
        name: t('history.bad'),
        kind: 'number',
        width: 140,
        value: (line) => line.progress.bad,
        cell: (line) => (
          <Text size="sm" c={line.progress.bad > 0 ? 'var(--mantine-color-error)' : undefined} ta="end">
            {f.num(line.progress.bad)}
          </Text>
        ),
      },
      { id: 'sum', name: t('history.sum'), value: (line) => sumsOf(line, f), width: 190 },
      { id: 'by', name: t('history.by'), value: (line) => line.by, width: 160 },
      { id: 'at', name: t('history.at'), kind: 'time', value: (line) => line.createdAt },
    ],
    [t, kind, f, phone],
  );
}
