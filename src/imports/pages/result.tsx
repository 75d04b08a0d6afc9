import { Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useSend } from '../../web/send.ts';
import { Confirm } from '../../web/ui/confirm.tsx';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { ToButton } from '../../web/ui/link.tsx';
import { Why } from '../../web/ui/why.tsx';
import { type ImportView, listImports, readImport, startImport, undoImport } from '../contract.ts';
import { sumsOf } from './history.tsx';
import { useWords } from './words.ts';

const explained = new Set(['unchanged', 'repeated', 'skipped']);

/** What the import brought, what to compare with the source, and the way back. */
export function Result({ view }: { view: ImportView }) {
  const { t } = useWords();
  const f = useFormats();
  const undo = useSend(undoImport, { touches: [readImport, listImports], namespace: 'imports' });
  const start = useSend(startImport, { touches: [readImport, listImports], namespace: 'imports' });
  const figures = (['created', 'updated', 'unchanged', 'repeated', 'skipped', 'bad'] as const).filter(
    (name) => name === 'created' || name === 'bad' || view.progress[name] > 0,
  );
  return (
    <Card component="section">
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} spacing="lg">
          {figures.map((name) => (
            <Figure
              key={name}
              name={t(`result.${name}`)}
              why={explained.has(name) ? t(`result.${name}_text`) : null}
              bad={name === 'bad' && view.progress.bad > 0}
            >
              {f.num(view.progress[name])}
            </Figure>
          ))}
          {view.sums.length > 0 ? (
            <Figure name={t('result.sum')} why={t('result.sum_text')}>
              {sumsOf(view, f)}
            </Figure>
          ) : null}
        </SimpleGrid>
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            {view.status === 'failed' ? (
              <Button loading={start.busy} onClick={() => void start.send({ params: { id: view.id }, body: { version: view.version } })}>
                {t('result.continue')}
              </Button>
            ) : (
              <ToButton to="/channels">{t('result.to_channels')}</ToButton>
            )}
            {view.kind === 'costs' ? null : (
              <ToButton to="/leads" search={view.kind === 'deals' ? { tab: 'deals' } : undefined} variant="default">
                {t('result.to_leads')}
              </ToButton>
            )}
          </Group>
          <Confirm
            title={t('result.undo_title')}
            text={t('result.undo_text')}
            verb={t('result.undo_verb')}
            onConfirm={() => undo.send({ params: { id: view.id } })}
          >
            {(ask) => (
              <Button variant="default" leftSection={<Icon name="undo" size={16} />} onClick={ask}>
                {t('result.undo')}
              </Button>
            )}
          </Confirm>
        </Group>
      </Stack>
    </Card>
  );
}

function Figure({ name, why, bad = false, children }: { name: string; why: string | null; bad?: boolean; children: string }) {
  return (
    <div>
      <Group gap={4} wrap="nowrap" h={22}>
        <Text size="xs" c="dimmed">
          {name}
        </Text>
        {why ? <Why label={name}>{why}</Why> : null}
      </Group>
      <Text size="xl" fw={600} c={bad ? 'var(--mantine-color-error)' : undefined}>
        {children}
      </Text>
    </div>
  );
}
