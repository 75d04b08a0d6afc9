import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Failed, Loading } from './states.tsx';

type Props = {
  title: string;
  description?: ReactNode;
  /** Buttons on the right of the title. */
  actions?: ReactNode;
  /** The queries this page cannot do without: the first that failed is explained, one still pending shows the skeleton. */
  wait?: { isPending: boolean; error: unknown; refetch: () => unknown }[];
  /** Widest line of content; forms read better narrow. */
  narrow?: boolean;
  namespace?: string;
  children?: ReactNode;
};

/** The frame of every page: heading, what the page is for, actions, and the states before the content. */
export function Page({ title, description, actions, wait = [], narrow, namespace, children }: Props) {
  useDocumentTitle(`${title} · Otdel`);
  const failed = wait.find((q) => q.error);
  return (
    <Stack gap="lg" maw={narrow ? 780 : undefined} pb={48}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box maw={760} flex="1 1 320px">
          <Title order={1}>{title}</Title>
          {description ? (
            <Text c="dimmed" size="sm" mt={4}>
              {description}
            </Text>
          ) : null}
        </Box>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
      {failed ? (
        <Failed error={failed.error} onRetry={() => void failed.refetch()} namespace={namespace} />
      ) : wait.some((q) => q.isPending) ? (
        <Loading lines={7} />
      ) : (
        children
      )}
    </Stack>
  );
}
