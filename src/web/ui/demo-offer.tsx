import { Button, Progress, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { createDemo } from '../../today/contract.ts';
import { useSend } from '../send.ts';
import { refreshSession } from '../session.ts';

/** One click to the demo company; who has one already gets there. Shown wherever a person may begin. */
export function DemoOffer({ look = 'filled' }: { look?: 'filled' | 'default' }) {
  const { t } = useTranslation('ui');
  const navigate = useNavigate();
  const demo = useSend(createDemo, {
    done: async ({ workspaceId }) => {
      await refreshSession();
      await navigate({ to: `/w/${workspaceId}` });
    },
  });
  if (!demo.busy)
    return (
      <Button variant={look} onClick={() => void demo.send({})}>
        {t('demo.open')}
      </Button>
    );
  // how far it is cannot be told: the whole history is written in one go, so that it is there as a whole or not at all
  return (
    <Stack gap={6} role="status">
      <Progress value={100} striped animated aria-label={t('demo.making')} />
      <Text size="sm">{t('demo.making')}</Text>
    </Stack>
  );
}
