import { Alert, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { query } from '../../web/api.ts';
import { useCan, useWorkspace } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { ToButton } from '../../web/ui/link.tsx';
import { Page } from '../../web/ui/page.tsx';
import { Empty } from '../../web/ui/states.tsx';
import { readToday } from '../contract.ts';
import { Begin } from './begin.tsx';
import { Figures } from './figures.tsx';
import { WhatFirst } from './first.tsx';
import { ImportProblems } from './imports.tsx';
import { MissBars } from './miss.tsx';
import { Progress } from './progress.tsx';

/** Is marketing working, what to do first, what waits for somebody. What a person may not see is not there. */
export default function TodayPage() {
  const { t } = useTranslation('today');
  const can = useCan();
  return can('today.read') ? (
    <Day />
  ) : (
    <Page title={t('title')}>
      <Empty icon="today" title={t('outside.title')} text={t('outside.text')} />
    </Page>
  );
}

function Day() {
  const { t } = useTranslation('today');
  const f = useFormats();
  const can = useCan();
  const today = useQuery(query(readToday));
  const { data } = today;
  const begun = data && (data.hasPlan || data.figures.some((figure) => figure.fact !== null) || data.progress.some((s) => s.step !== 'people' && s.done));
  const first = data && !begun && can('workspace.manage');
  const description =
    data && begun ? t('month', { from: f.dayShort(data.month.from), through: f.dayShort(data.month.through), share: f.pct(data.month.share, 0) }) : undefined;
  return (
    <Page title={first ? t('begin.title') : t('title')} description={first ? t('begin.text') : description} wait={[today]}>
      {data ? first ? <Begin /> : <Content data={data} /> : null}
    </Page>
  );
}

function Content({ data }: { data: Output<typeof readToday> }) {
  const { t } = useTranslation('today');
  const can = useCan();
  const { demo } = useWorkspace();
  const steps = demo || data.progress.every((s) => s.done) ? [] : data.progress;
  const loaded = data.figures.some((figure) => figure.fact !== null);
  const first = loaded && can('money.read') && can('channels.read');
  return (
    <Stack gap="lg">
      {data.hasPlan || !can('plan.manage') ? null : (
        <Alert color="brand" variant="light" icon={<Icon name="plan" />}>
          <Group justify="space-between" gap="sm">
            <Text size="sm">{t('no_plan')}</Text>
            <ToButton to="/plan" size="compact-sm">
              {t('step_verb.plan')}
            </ToButton>
          </Group>
        </Alert>
      )}
      {loaded || data.hasPlan ? <Figures today={data} /> : null}
      <Grid>
        {steps.length || first ? (
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack>
              {steps.length ? <Progress steps={steps} /> : null}
              {first ? <WhatFirst /> : null}
            </Stack>
          </Grid.Col>
        ) : null}
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {data.miss ? <MissBars miss={data.miss} /> : null}
            <ImportProblems imports={data.imports} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
