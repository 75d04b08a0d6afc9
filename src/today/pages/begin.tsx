import { Button, Group, Radio, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSettings, Settings, updateSettings } from '../../accounts/contract.ts';
import type { Output } from '../../platform/endpoint.ts';
import { call, query } from '../../web/api.ts';
import { refreshSession } from '../../web/session.ts';
import { DemoOffer } from '../../web/ui/demo-offer.tsx';
import { Form, useContractForm } from '../../web/ui/form.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { FigureInput, PercentInput } from '../../web/ui/inputs.tsx';
import { useGo } from '../../web/ui/link.tsx';
import { MetricName } from '../../web/ui/metric.tsx';
import { Failed, Loading } from '../../web/ui/states.tsx';
import classes from './today.module.css';

/** The first choice: look at a finished company, or begin with one's own. */
export function Begin() {
  const { t } = useTranslation('today');
  const [own, setOwn] = useState(false);
  if (own) return <OwnCompany />;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" maw={900}>
      <section className={classes.choice}>
        <Icon name="company" size={28} />
        <Title order={2} size="h3">
          {t('begin.own')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('begin.own_text')}
        </Text>
        <Button mt="auto" onClick={() => setOwn(true)}>
          {t('begin.own_verb')}
        </Button>
      </section>
      <section className={classes.choice}>
        <Icon name="chart" size={28} />
        <Title order={2} size="h3">
          {t('begin.demo')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('begin.demo_text')}
        </Text>
        <Stack mt="auto" w="100%" align="flex-start">
          <DemoOffer look="default" />
        </Stack>
      </section>
    </SimpleGrid>
  );
}

function OwnCompany() {
  const settings = useQuery(query(readSettings));
  if (settings.error) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />;
  return settings.data ? <Questions settings={settings.data} /> : <Loading lines={5} />;
}

const Answers = Settings.pick({ mode: true, grossMargin: true, cycleMedianDays: true, cycleP90Days: true });

/** The three things the first plan and the first verdicts stand on; the answers are kept where the settings keep them. */
function Questions({ settings: { mode, grossMargin, cycleMedianDays, cycleP90Days, version } }: { settings: Output<typeof readSettings> }) {
  const { t } = useTranslation(['today', 'accounts']);
  const go = useGo();
  const form = useContractForm({
    schema: Answers,
    initial: { mode, grossMargin, cycleMedianDays, cycleP90Days },
    namespace: 'accounts',
    send: (body) => call(updateSettings, { body: { ...body, version } }),
    done: async () => {
      await refreshSession();
      go('/plan');
    },
  });
  return (
    <Stack maw={620} gap="md">
      <div>
        <Title order={2} size="h3">
          {t('begin.questions')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('begin.questions_text')}
        </Text>
      </div>
      <Form form={form} verb={t('begin.next')}>
        <Radio.Group label={t('accounts:mode.label')} {...form.field('mode')}>
          <Stack gap="xs" mt="xs">
            {(['leads', 'sales'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`accounts:mode.${one}`)} description={t(`accounts:mode.${one}_help`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <FigureInput
            label={t('begin.median')}
            description={t('accounts:settings.cycle_median_help')}
            suffix={t('begin.days')}
            min={1}
            {...form.field('cycleMedianDays')}
          />
          <FigureInput
            label={t('begin.p90')}
            description={t('accounts:settings.cycle_p90_help')}
            suffix={t('begin.days')}
            min={2}
            {...form.field('cycleP90Days')}
          />
        </Group>
        <PercentInput label={<MetricName term="gross_margin" />} description={t('begin.margin_help')} {...form.field('grossMargin')} />
      </Form>
    </Stack>
  );
}
