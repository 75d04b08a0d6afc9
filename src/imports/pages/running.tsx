import { Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useSend } from '../../web/send.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { type ImportLine, listImports, readImport, undoImport } from '../contract.ts';
import { useWords } from './words.ts';

/** How far it is, how fast, and how long it will take. */
export function ProgressBar({ line }: { line: ImportLine }) {
  const { t } = useWords();
  const f = useFormats();
  const { read, total, rowsPerSecond, secondsLeft } = line.progress;
  const undoing = line.status === 'undoing';
  const part = total ? Math.min(100, (read / total) * 100) : 0;
  const left =
    secondsLeft === null
      ? null
      : secondsLeft < 60
        ? t('running.left_seconds', { count: secondsLeft })
        : t('running.left_minutes', { count: Math.round(secondsLeft / 60) });
  return (
    <Stack gap={6}>
      <Progress value={undoing ? 100 : part} animated size="lg" aria-label={t(undoing ? 'running.undoing' : 'running.title')} />
      {undoing ? null : (
        <Text size="sm" c="dimmed">
          {[
            t('running.of', { read: f.num(read), total: f.num(total) }),
            rowsPerSecond === null ? null : t('running.pace', { rows: f.num(rowsPerSecond) }),
            left,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
    </Stack>
  );
}

/** An import under way: it may be left alone, or stopped. */
export function Running({ line }: { line: ImportLine }) {
  const { t } = useWords();
  const undo = useSend(undoImport, { touches: [readImport, listImports], namespace: 'imports' });
  const undoing = line.status === 'undoing';
  return (
    <Card role="status">
      <Stack gap="sm">
        <Title order={2}>{t(undoing ? 'running.undoing' : 'running.title')}</Title>
        <ProgressBar line={line} />
        <Text size="sm" c="dimmed">
          {t('running.leave')}
        </Text>
        {undoing ? null : (
          <Group>
            <Confirm
              title={t('result.undo_title')}
              text={t('result.undo_text')}
              verb={t('running.stop')}
              onConfirm={() => undo.send({ params: { id: line.id } })}
            >
              {(ask) => (
                <Button variant="default" size="xs" onClick={ask}>
                  {t('running.stop')}
                </Button>
              )}
            </Confirm>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
