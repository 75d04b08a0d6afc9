import { Anchor, Button, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { useSend } from '../../web/send.ts';
import { useCan } from '../../web/session.ts';
import { Icon } from '../../web/ui/icon.tsx';
import { useGo } from '../../web/ui/link.tsx';
import { readToday, tickStep } from '../contract.ts';

type Steps = Output<typeof readToday>['progress'];

const places = { plan: '/plan', leads: '/imports', costs: '/imports', verdicts: '/channels', people: '/settings/people' } as const;

/** From an empty house to the first verdicts: every step is the real screen. Gone when all is done. */
export function Progress({ steps }: { steps: Steps }) {
  const { t } = useTranslation('today');
  const can = useCan();
  const go = useGo();
  const tick = useSend(tickStep, { touches: [readToday] });
  const done = steps.filter((s) => s.done).length;
  if (done === steps.length) return null;
  const next = steps.find((s) => !s.done)!;
  const open = (step: Steps[number]['step']) => {
    if (step === 'verdicts') void tick.send({ params: { step } });
    go(places[step]);
  };
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5">
          {t('progress.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('progress.done', { done, all: steps.length })}
        </Text>
      </Group>
      <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {steps.map(({ step, done: ticked }) => (
          <Group key={step} gap="sm" wrap="nowrap" align="flex-start" component="li">
            <ThemeIcon size={24} radius="xl" variant={ticked ? 'filled' : 'default'} color={ticked ? 'green' : undefined}>
              {ticked ? <Icon name="check" size={14} /> : null}
            </ThemeIcon>
            <div style={{ flex: 1 }}>
              <Anchor component="button" type="button" size="sm" fw={600} c={ticked ? 'dimmed' : undefined} onClick={() => open(step)}>
                {t(`step.${step}`)}
              </Anchor>
              {ticked ? null : (
                <Text size="xs" c="dimmed">
                  {t(`step_text.${step}`)}
                </Text>
              )}
            </div>
            {step === next.step ? (
              <Button size="compact-sm" onClick={() => open(step)}>
                {t(`step_verb.${step}`)}
              </Button>
            ) : null}
            {step === 'people' && !ticked && can('people.manage') ? (
              <Button size="compact-sm" variant="subtle" color="gray" loading={tick.busy} onClick={() => void tick.send({ params: { step } })}>
                {t('progress.alone')}
              </Button>
            ) : null}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
