import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { query } from '../../web/api.ts';
import { useCan } from '../../web/session.ts';
import { Icon } from '../../web/ui/icon.tsx';
import { Page } from '../../web/ui/page.tsx';
import { Empty } from '../../web/ui/states.tsx';
import { readPlan } from '../contract.ts';
import { reckon } from '../domain/funnel.ts';
import { inputsOf, useDraft } from './draft.ts';
import { Facts } from './facts.tsx';
import { Funnel } from './funnel.tsx';
import { PlanFields } from './inputs.tsx';
import classes from './plan.module.css';
import { SavePlan } from './save.tsx';
import { Versions } from './versions.tsx';

/** Three numbers → lead plan, reckoned as one types. */
export default function PlanPage() {
  const { t } = useTranslation('plan');
  const can = useCan();
  const plan = useQuery(query(readPlan));
  const { data } = plan;
  return (
    <Page title={t('title')} description={data?.mode === 'sales' ? t('description_sales') : t('description')} wait={[plan]} namespace="plan">
      {data ? can('money.read') ? <Planner key={data.latest?.version ?? 0} data={data} /> : <Counts data={data} /> : null}
    </Page>
  );
}

type Data = Output<typeof readPlan>;

function Planner({ data }: { data: Data }) {
  const { t } = useTranslation('plan');
  const readOnly = !useCan()('plan.manage');
  const saved = useMemo(() => (data.latest?.inputs ? { version: data.latest.version, inputs: data.latest.inputs } : null), [data.latest]);
  const state = useDraft(saved, data.mode);
  const inputs = useMemo(() => inputsOf(state.draft), [state.draft]);
  const { plan, problems } = useMemo(() => reckon(inputs), [inputs]);
  const [tried, setTried] = useState(false);
  const [start, setStart] = useState(data.month);

  const wrong = problems.some((p) => state.draft[p.input] !== null);

  if (readOnly && !data.latest) return <Empty icon="plan" title={t('empty.title')} text={t('empty.wait')} />;
  return (
    <Stack gap="xl">
      {state.restored ? (
        <Alert color="brand" variant="light" p="xs" icon={<Icon name="undo" />}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">{t('draft.restored')}</Text>
            <Button size="compact-sm" variant="subtle" onClick={state.discard}>
              {t('save.discard')}
            </Button>
          </Group>
        </Alert>
      ) : null}
      <Grid gap={{ base: 'lg', md: 48 }}>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <PlanFields state={state} data={data} problems={problems} tried={tried} readOnly={readOnly} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg" className={classes.result}>
            {plan ? (
              <Funnel plan={plan} mode={data.mode} visitToLead={inputs.visitToLead?.value ?? null} />
            ) : (
              <Empty
                icon={wrong ? 'warning' : 'plan'}
                title={wrong ? t('empty.wrong') : t('empty.title')}
                text={wrong ? t('empty.wrong_text') : data.mode === 'sales' ? t('empty.text_sales') : t('empty.text')}
              />
            )}
            {readOnly || (saved && !state.dirty) ? null : (
              <SavePlan
                state={state}
                month={data.month}
                start={start}
                onStart={setStart}
                ready={plan !== null}
                onTried={() => setTried(true)}
                onSaved={() => setTried(false)}
              />
            )}
            {plan ? <Facts inputs={inputs} mode={data.mode} cycle={data.cycle} month={start} /> : null}
          </Stack>
        </Grid.Col>
      </Grid>
      <Versions mode={data.mode} inForce={data.inForce?.version ?? null} />
    </Stack>
  );
}

/** For those who do not see money: the plan in leads and deals. */
function Counts({ data }: { data: Data }) {
  const { t } = useTranslation('plan');
  const version = data.inForce ?? data.latest;
  if (!version) return <Empty icon="plan" title={t('empty.title')} text={t('empty.wait')} />;
  return (
    <Stack gap="xl" maw={640}>
      <Funnel plan={version.targets} mode={data.mode} visitToLead={null} missing />
      <Versions mode={data.mode} inForce={data.inForce?.version ?? null} />
    </Stack>
  );
}
