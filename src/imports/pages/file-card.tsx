import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { query } from '../../web/api.ts';
import { useSend } from '../../web/send.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { To, ToButton } from '../../web/ui/link.tsx';
import { type ImportLine, type ImportView, listImports, readImport, startImport } from '../contract.ts';
import { ProgressBar } from './running.tsx';
import { StatusChip } from './status-chip.tsx';
import { useWords } from './words.ts';

/** A file that is not finished with: what it was taken for, and the next step. */
export function FileCard({ line }: { line: ImportLine }) {
  const { t, kind } = useWords();
  const f = useFormats();
  const rows = line.progress.total;
  return (
    <Card padding="md">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <To to={`/imports/${line.id}`} fw={600} style={{ overflowWrap: 'anywhere' }}>
            {line.fileName}
          </To>
          <StatusChip status={line.status} />
        </Group>
        <Text size="sm" c="dimmed">
          {[
            kind(line.kind),
            line.format ? t(`format.${line.format}`) : null,
            f.bytes(line.fileSize),
            rows === null ? null : t('card.rows', { count: rows, rows: f.num(rows) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {line.status === 'waiting' ? <Waiting id={line.id} /> : null}
        {line.status === 'running' || line.status === 'undoing' ? <ProgressBar line={line} /> : null}
        {line.refusal ? <Refused line={line} /> : null}
      </Stack>
    </Card>
  );
}

function Waiting({ id }: { id: string }) {
  const { t } = useWords();
  const read = useQuery(query(readImport, { params: { id } }));
  const view: ImportView | undefined = read.data;
  const start = useSend(startImport, { touches: [listImports, readImport], namespace: 'imports' });
  if (!view) return null;
  const open = view.questions.filter((question) => question.required).length;
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">{view.ready ? t('card.ready') : t('card.questions', { count: open })}</Text>
      <Group gap="xs">
        <ToButton to={`/imports/${id}`} size="xs" variant={view.ready ? 'default' : 'filled'}>
          {t(view.ready ? 'card.check' : 'card.answer')}
        </ToButton>
        {view.ready ? (
          <Button size="xs" loading={start.busy} onClick={() => void start.send({ params: { id }, body: { version: view.version } })}>
            {t('card.start')}
          </Button>
        ) : null}
      </Group>
    </Group>
  );
}

/** Why the file is not usable, or why the import stopped. */
function Refused({ line }: { line: ImportLine }) {
  const { t, refusal } = useWords();
  return line.refusal ? (
    <Alert color={line.status === 'failed' ? 'red' : 'amber'} icon={<Icon name="warning" />} p="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm" flex={1} miw={220}>
          {refusal(line.refusal)}
        </Text>
        <ToButton to={`/imports/${line.id}`} size="xs" variant="default">
          {t('card.watch')}
        </ToButton>
      </Group>
    </Alert>
  ) : null;
}
