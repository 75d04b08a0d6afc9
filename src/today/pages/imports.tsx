import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { To } from '../../web/ui/link.tsx';
import type { readToday } from '../contract.ts';

/** Files that wait for somebody: bad rows, a question, a refusal. */
export function ImportProblems({ imports }: { imports: Output<typeof readToday>['imports'] }) {
  const { t } = useTranslation('today');
  const f = useFormats();
  if (imports.length === 0) return null;
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5" mb="sm">
        {t('imports.title')}
      </Title>
      <Stack gap="sm">
        {imports.map((i) => (
          <Group key={i.id} gap="sm" wrap="nowrap" align="flex-start">
            <Icon name="warning" />
            <div style={{ minWidth: 0 }}>
              <To to={`/imports/${i.id}`} size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {i.fileName}
              </To>
              <Text size="xs" c="dimmed">
                {i.status === 'done' ? t('imports.bad_rows', { count: i.badRows, n: f.num(i.badRows) }) : t(`imports.status.${i.status}`)} ·{' '}
                {f.time(i.createdAt)}
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
