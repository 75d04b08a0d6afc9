import { Alert, Button, Group, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { explain } from './explain.ts';
import { Icon, type IconName } from './icon.tsx';

/** Nothing here yet: says what this place is for and what to do next, with one button. */
export function Empty({
  icon = 'info',
  title,
  text,
  action,
  order = 2,
}: {
  icon?: IconName;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  order?: 1 | 2 | 3;
}) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <ThemeIcon variant="light" size={48} radius="xl" color="brand">
        <Icon name={icon} size={24} />
      </ThemeIcon>
      <Title order={order} size="h3" mt="xs">
        {title}
      </Title>
      {text ? (
        <Text c="dimmed" maw={460} size="sm">
          {text}
        </Text>
      ) : null}
      {action ? <Group mt="sm">{action}</Group> : null}
    </Stack>
  );
}

/** A call failed: what happened, what to do, and the way to try again. */
export function Failed({ error, onRetry, namespace }: { error: unknown; onRetry?: () => void; namespace?: string }) {
  const { t } = useTranslation('ui');
  const said = explain(error, namespace);
  return (
    <Alert color="red" variant="light" icon={<Icon name="warning" />} title={said.title} role="alert">
      <Text size="sm">{said.text}</Text>
      {said.reportable ? (
        <Text size="xs" c="dimmed" mt={4}>
          {t('request_id', { id: said.reportable })}
        </Text>
      ) : null}
      {onRetry && said.retry ? (
        <Button mt="sm" size="xs" variant="default" leftSection={<Icon name="refresh" size={14} />} onClick={onRetry}>
          {t('retry')}
        </Button>
      ) : null}
    </Alert>
  );
}

/** Grey bars while the first answer is on its way; announced once. */
export function Loading({ lines = 5, height = 20 }: { lines?: number; height?: number }) {
  const { t } = useTranslation('ui');
  return (
    <Stack gap="sm" aria-busy="true" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <Skeleton key={i} height={height} width={`${100 - ((i * 17) % 40)}%`} radius="sm" />
      ))}
    </Stack>
  );
}
