import { List, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../web/ui/format.tsx';
import { Why } from '../../web/ui/why.tsx';
import { sensitivity } from '../domain/funnel.ts';
import type { PlanInputs } from '../domain/inputs.ts';
import { type Cycle, lastDayOf, timingOf } from '../domain/timing.ts';
import { inputLabel, type Mode, pieces } from './words.ts';

/** What a person should know beside the plan: what a miss would cost, and by when the leads must come. */
export function Facts({ inputs, mode, cycle, month }: { inputs: PlanInputs; mode: Mode; cycle: Cycle; month: string }) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  const timing = timingOf(month, cycle);
  const guesses = (['cheque', 'leadToDeal', 'leadToQualified', 'qualifiedToDeal', 'visitToLead', 'price'] as const).filter(
    (name) => inputs[name] && inputs[name].tag !== 'measured',
  );
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5" mb="sm">
        {t('facts.title')}
      </Title>
      <List size="sm" spacing="xs">
        {sensitivity(inputs).map((s) => {
          const money = s.input === 'cheque';
          const visits = s.extraLeads <= 0;
          const extra = pieces(visits ? s.extraVisits : s.extraLeads);
          const said = t(visits ? 'facts.sensitivity_visits' : mode === 'sales' ? 'facts.sensitivity_orders' : 'facts.sensitivity', {
            name: inputLabel(t, mode, s.input, inputs),
            from: money ? f.money(s.from) : f.pct(s.from, 2),
            to: money ? f.money(s.to) : f.pct(s.to, 2),
            count: extra,
            n: f.num(extra),
          });
          return (
            <List.Item key={s.input}>
              {said}
              {s.extraBudgetMinor === null ? '' : t('facts.and_money', { money: f.money(s.extraBudgetMinor) })}
            </List.Item>
          );
        })}
        {mode === 'leads' ? (
          <List.Item>
            {t('facts.timing', { by: f.dayShort(timing.by90), end: f.dayShort(lastDayOf(month)) })}{' '}
            {t('facts.within', { share: f.pct(timing.closedWithin, 0) })}{' '}
            <Why label={t('facts.timing_why')}>{t('facts.timing_help', { median: f.num(cycle.medianDays), p90: f.num(cycle.p90Days) })}</Why>
          </List.Item>
        ) : null}
        {guesses.length ? (
          <List.Item>{t('facts.guesses', { names: guesses.map((name) => t('quoted', { text: inputLabel(t, mode, name, inputs) })).join(', ') })}</List.Item>
        ) : null}
      </List>
      <Text size="xs" c="dimmed" mt="sm">
        {t('facts.rounding')}
      </Text>
    </Paper>
  );
}
