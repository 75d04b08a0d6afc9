import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { query } from '../../web/api.ts';
import { Page } from '../../web/ui/page.tsx';
import { type ImportLine, listImports } from '../contract.ts';
import { DropArea } from './drop-area.tsx';
import { FileCard } from './file-card.tsx';
import { History } from './history.tsx';
import { useWords } from './words.ts';

const atWork = new Set<ImportLine['status']>(['running', 'undoing']);
const active = new Set<ImportLine['status']>(['waiting', 'refused', 'failed', ...atWork]);

/** Files in: the place to drop them, what is being done with them, and what was imported before. */
export default function Imports() {
  const { t } = useWords();
  const latest = useQuery({
    ...query(listImports, { query: { limit: 50 } }),
    refetchInterval: (q) => (q.state.data?.rows.some((i) => atWork.has(i.status)) ? 1000 : false),
  });
  const open = latest.data?.rows.filter((i) => active.has(i.status)) ?? [];
  return (
    <Page title={t('title')} description={t('text')} wait={[latest]} namespace="imports">
      <DropArea />
      {open.length > 0 ? (
        <Stack gap="sm" component="section" aria-labelledby="imports-active">
          <Title order={2} id="imports-active">
            {t('active')}
          </Title>
          {open.map((i) => (
            <FileCard key={i.id} line={i} />
          ))}
        </Stack>
      ) : null}
      <History />
    </Page>
  );
}
