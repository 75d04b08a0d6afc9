import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, href, key } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import { dismissFaults, downloadFaults, type ImportView, listFaults, listImports, readImport } from '../contract.ts';
import { BadRow } from './bad-row.tsx';
import { useWords } from './words.ts';

/** The rows that could not go in: corrected here one by one, downloaded, or left out. */
export function Faults({ view }: { view: ImportView }) {
  const { t } = useWords();
  const { i18n } = useTranslation();
  const f = useFormats();
  const client = useQueryClient();
  const params = { id: view.id };
  const pages = useInfiniteQuery({
    queryKey: [...key(listFaults), view.id],
    queryFn: ({ signal, pageParam }) => call(listFaults, { params, query: { after: pageParam, limit: 50 } }, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextAfter ?? undefined,
    staleTime: 0,
  });
  const rest = useSend(dismissFaults, { touches: [readImport, listImports, listFaults], namespace: 'imports' });
  const [first] = pages.data?.pages ?? [];
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const settled = () => Promise.all([readImport, listImports, listFaults].map((e) => client.invalidateQueries({ queryKey: key(e) })));

  return (
    <Stack gap="sm" component="section" aria-labelledby="import-faults">
      <Group justify="space-between" gap="sm" align="flex-start">
        <div style={{ maxWidth: 620 }}>
          <Title order={2} id="import-faults">
            {t('faults.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('faults.text')}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            component="a"
            download
            href={href(downloadFaults, { params, query: { language: i18n.language === 'ru' ? 'ru' : 'en' } })}
            variant="default"
            leftSection={<Icon name="imports" size={16} />}
          >
            {t('faults.download')}
          </Button>
          <Confirm
            title={t('faults.leave_all_title')}
            text={t('faults.leave_all_text', { count: view.progress.bad })}
            verb={t('faults.leave_out')}
            onConfirm={() => rest.send({ params })}
          >
            {(ask) => (
              <Button variant="default" onClick={ask}>
                {t('faults.leave_all')}
              </Button>
            )}
          </Confirm>
        </Group>
      </Group>
      {pages.error ? <Failed error={pages.error} onRetry={() => void pages.refetch()} namespace="imports" /> : null}
      {first ? (
        rows.map((row) => <BadRow key={row.line} importId={view.id} row={row} header={first.header} fields={first.fields} onSettled={settled} />)
      ) : pages.isPending ? (
        <Loading lines={4} />
      ) : null}
      {pages.hasNextPage ? (
        <Group gap="sm">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('faults.more')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('faults.shown', { shown: f.num(rows.length), all: f.num(first?.total) })}
          </Text>
        </Group>
      ) : null}
    </Stack>
  );
}
