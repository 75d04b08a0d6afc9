import { Alert, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { query } from '../../web/api.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { To } from '../../web/ui/link.tsx';
import { Page } from '../../web/ui/page.tsx';
import { type ImportView, readImport } from '../contract.ts';
import { Faults } from './faults.tsx';
import { Reading } from './reading.tsx';
import { Result } from './result.tsx';
import { Running } from './running.tsx';
import { StatusChip } from './status-chip.tsx';
import { useWords } from './words.ts';

/** One file from the questions about it to the rows that could not go in; what is shown follows from where it stands. */
export default function Import() {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const { t, kind } = useWords();
  const f = useFormats();
  const read = useQuery({
    ...query(readImport, { params: { id: importId } }),
    staleTime: 0,
    refetchInterval: (q) => (q.state.data?.status === 'running' || q.state.data?.status === 'undoing' ? 700 : false),
  });
  const view = read.data;
  return (
    <Page
      title={view?.fileName ?? t('title')}
      description={
        view
          ? [kind(view.kind), view.format ? t(`format.${view.format}`) : null, f.bytes(view.fileSize), view.by, f.time(view.createdAt)]
              .filter(Boolean)
              .join(' · ')
          : undefined
      }
      wait={[read]}
      namespace="imports"
      actions={
        <Group gap="md">
          {view ? <StatusChip status={view.status} /> : null}
          <To to="/imports" size="sm">
            <Group gap={4}>
              <Icon name="left" size={14} />
              {t('back')}
            </Group>
          </To>
        </Group>
      }
    >
      {view ? <Body view={view} /> : null}
    </Page>
  );
}

function Body({ view }: { view: ImportView }) {
  const { t, refusal } = useWords();
  switch (view.status) {
    case 'waiting':
    case 'refused':
      return <Reading view={view} />;
    case 'running':
    case 'undoing':
      return <Running line={view} />;
    case 'undone':
      return (
        <Alert color="gray" icon={<Icon name="undo" />}>
          {t('result.undone')}
        </Alert>
      );
    default:
      return (
        <>
          {view.refusal ? (
            <Alert color="red" icon={<Icon name="warning" />} role="alert">
              {refusal(view.refusal)}
            </Alert>
          ) : null}
          <Result view={view} />
          {view.progress.bad > 0 ? <Faults view={view} /> : null}
        </>
      );
  }
}
