import { Paper, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Why } from '../../web/ui/why.tsx';
import type { readToday } from '../contract.ts';
import classes from './today.module.css';

type Miss = NonNullable<Output<typeof readToday>['miss']>;

/** Who caused the difference between plan and fact, in money: the parts sum to it. */
export function MissBars({ miss }: { miss: Miss }) {
  const { t } = useTranslation('today');
  const f = useFormats();
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${miss.of === 'revenue' ? f.money(Math.abs(value)) : f.num(Math.abs(value), 1)}`;
  const widest = Math.max(...miss.parts.map((p) => Math.abs(p.value)));
  const what = miss.of === 'revenue' ? t('miss.revenue') : t('miss.deals');
  return (
    <Paper withBorder p="md" radius="md">
      <Title order={2} size="h5">
        {miss.total < 0 ? t('miss.behind', { what, by: signed(Math.abs(miss.total)).replace('+', '') }) : t('miss.ahead', { what, by: signed(miss.total) })}{' '}
        <Why label={t('miss.why')}>{t('miss.help')}</Why>
      </Title>
      <div className={classes.parts} style={{ marginTop: 12 }}>
        {miss.parts.map((p) => (
          <Fragment key={p.factor}>
            <Text size="sm">{t(`factor.${p.factor}`)}</Text>
            <div className={classes.bar} data-minus={p.value < 0 || undefined} style={{ width: `${Math.max(1, (Math.abs(p.value) / widest) * 100)}%` }} />
            <Text size="sm" ta="right" fw={600}>
              {signed(p.value)}
            </Text>
          </Fragment>
        ))}
      </div>
    </Paper>
  );
}
