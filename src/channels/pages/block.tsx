import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A titled part of a drawer. */
export const Block = ({ title, children }: { title: string; children: ReactNode }) => (
  <Stack gap={6} component="section">
    <Title order={3} size="sm">
      {title}
    </Title>
    {children}
  </Stack>
);
