import { Paper, Stack, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Term } from '../../web/glossary.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { MetricName } from '../../web/ui/metric.tsx';
import type { LeadPlan } from '../domain/funnel.ts';
import classes from './plan.module.css';
import { type Mode, pieces } from './words.ts';

type Step = { id: 'visits' | 'leads' | 'qualified' | 'deals'; term: Term; count: number | null; next: number | null };

/** The answer: how many leads, and the funnel they go through. Only what follows from the numbers is shown. */
export function Funnel({ plan, mode, visitToLead, missing }: { plan: LeadPlan; mode: Mode; visitToLead: number | null; missing?: boolean }) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  const sales = mode === 'sales';
  const all: Step[] = [
    { id: 'visits', term: 'visit', count: plan.visits, next: visitToLead },
    { id: 'leads', term: 'lead', count: plan.leads, next: sales ? (plan.leadToDeal < 1 ? plan.leadToDeal : null) : (plan.leadToQualified ?? plan.leadToDeal) },
    { id: 'qualified', term: 'qualified_lead', count: sales ? null : plan.qualified, next: plan.qualifiedToDeal },
    { id: 'deals', term: 'deal', count: sales && plan.leadToDeal === 1 ? null : plan.newDeals, next: null },
  ];
  const steps = all.filter((s) => s.count !== null);
  const main = sales && plan.visits !== null ? 'visits' : 'leads';
  const answer = pieces((main === 'visits' ? plan.visits : plan.leads) ?? 0);
  return (
    <Stack gap="lg">
      <div>
        <Text c="dimmed" size="sm">
          {t('result.title')}
        </Text>
        <div className={classes.answer} aria-live="polite">
          {f.num(answer)}
        </div>
        <Text size="lg">
          {main === 'visits' ? t('result.visits', { count: answer }) : sales ? t('result.orders', { count: answer }) : t('result.leads', { count: answer })}
        </Text>
      </div>

      <div>
        {steps.map((s, i) => (
          <Fragment key={s.id}>
            <div className={classes.step} data-main={s.id === main || undefined} style={{ width: `${100 - i * 13}%` }}>
              <Text size="sm" component="span">
                {sales && s.id === 'leads' ? (
                  t('sales.leads')
                ) : sales && s.id === 'deals' ? (
                  t('sales.deals')
                ) : (
                  <MetricName term={s.term}>{t(`step.${s.id}`)}</MetricName>
                )}
              </Text>
              <span className={classes.count}>{f.num(pieces(s.count ?? 0))}</span>
            </div>
            {i < steps.length - 1 ? <div className={classes.between}>↓ {f.pct(s.next, 1)}</div> : null}
          </Fragment>
        ))}
        {plan.deals - plan.newDeals > 1e-9 ? (
          <Text size="sm" c="dimmed" mt="xs" ta="center">
            {t('result.covered', { all: f.num(plan.deals, 1), covered: f.num(plan.deals - plan.newDeals, 1) })}
          </Text>
        ) : null}
      </div>

      {plan.budgetMinor === null ? (
        missing ? null : (
          <Text size="sm" c="dimmed">
            {t('result.no_budget')}
          </Text>
        )
      ) : (
        <Paper withBorder p="md" radius="md">
          <Title order={2} size="h5" mb="sm">
            {t('result.budget')}
          </Title>
          <div className={classes.costs}>
            <Cost term="spend" minor={plan.budgetMinor} note={plan.costShare === null ? undefined : t('result.cost_share', { share: f.pct(plan.costShare) })} />
            <Cost term={sales ? 'cpo' : 'cpl'} minor={plan.cplMinor} />
            {sales ? null : <Cost term="cpql" minor={plan.cpqlMinor} />}
            <Cost term="cac" minor={plan.cacMinor} />
            <Cost term="cpc" minor={plan.cpcMinor} />
          </div>
        </Paper>
      )}
    </Stack>
  );
}

function Cost({ term, minor, note }: { term: Term; minor: number | null; note?: string }) {
  const f = useFormats();
  if (minor === null) return null;
  return (
    <div>
      <Text size="sm" c="dimmed" component="div">
        <MetricName term={term} short />
      </Text>
      <div className={classes.count}>{f.money(minor)}</div>
      {note ? (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      ) : null}
    </div>
  );
}
