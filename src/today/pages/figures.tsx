import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import type { Term } from '../../web/glossary.ts';
import { useFormats } from '../../web/ui/format.tsx';
import { Icon, type IconName } from '../../web/ui/icon.tsx';
import { To } from '../../web/ui/link.tsx';
import { MetricName } from '../../web/ui/metric.tsx';
import type { readToday } from '../contract.ts';
import classes from './today.module.css';

type Today = Output<typeof readToday>;
type Figure = Today['figures'][number];

const terms: Record<Figure['metric'], Term> = { leads: 'lead', qualified: 'qualified_lead', deals: 'deal', revenue: 'revenue', spend: 'spend' };
const looks: Record<NonNullable<Figure['band']>, { colour: string; icon: IconName }> = {
  good: { colour: 'green', icon: 'check' },
  behind: { colour: 'amber', icon: 'warning' },
  bad: { colour: 'red', icon: 'stop' },
  early: { colour: 'gray', icon: 'hourglass' },
};

/** Plan and fact of the month, one card a number. The number opens the rows behind it. */
export function Figures({ today: { figures, month } }: { today: Today }) {
  return (
    <div className={classes.figures}>
      {figures.map((figure) => (
        <Card key={figure.metric} figure={figure} from={month.from} to={month.through} />
      ))}
    </div>
  );
}

function Card({ figure, from, to }: { figure: Figure; from: string; to: string }) {
  const { t } = useTranslation('today');
  const f = useFormats();
  const { metric, fact, plan, toDate, pace, band } = figure;
  const money = metric === 'revenue' || metric === 'spend';
  // plans are rounded up as on the plan page: half a lead does not come
  const shown = (value: number | null) => (money ? f.money(value) : f.num(value === null ? null : Math.ceil(value - 1e-9)));
  const target = metric === 'leads' ? { to: '/leads' as const, search: { from, to } } : { to: '/channels' as const, search: { from, to, basis: 'cash' } };
  return (
    <section className={classes.card} aria-label={t(`metric.${metric}`)}>
      <Text size="sm" c="dimmed" component="div">
        <MetricName term={terms[metric]}>{t(`metric.${metric}`)}</MetricName>
      </Text>
      <Group gap={8} align="center">
        {fact === null ? (
          <span className={classes.fact}>{shown(fact)}</span>
        ) : (
          <To {...target} className={classes.fact} c="inherit">
            {shown(fact)}
          </To>
        )}
        {band ? <Pace band={band} spent={metric === 'spend'} /> : null}
      </Group>
      {plan === null ? null : (
        <Text size="xs" c="dimmed">
          {t('figure.plan', { toDate: shown(toDate), plan: shown(plan) })}
          {pace === null ? '' : ` (${f.pct(pace, 0)})`}
        </Text>
      )}
      {fact === null ? (
        <Text size="xs" c="dimmed">
          {t('figure.none')}
        </Text>
      ) : (
        <Spark days={figure.days} label={t('figure.days')} />
      )}
    </section>
  );
}

function Pace({ band, spent }: { band: NonNullable<Figure['band']>; spent: boolean }) {
  const { t } = useTranslation('today');
  const { colour, icon } = looks[band];
  return (
    <Badge
      size="sm"
      variant="light"
      color={colour}
      tt="none"
      fw={600}
      leftSection={<Icon name={icon} size={12} />}
      style={{ '--badge-color': `light-dark(var(--mantine-color-${colour}-9), var(--mantine-color-${colour}-2))`, flex: 'none' } as never}
    >
      {spent ? t(`spent.${band}`) : t(`band.${band}`)}
    </Badge>
  );
}

const WEEK = 7;

/** The last sixty days as a line: sums of seven days, because single days only show the weekends. */
function Spark({ days, label }: { days: number[]; label: string }) {
  const weeks = days.slice(WEEK - 1).map((_, i) => days.slice(i, i + WEEK).reduce((a, b) => a + b, 0));
  const top = Math.max(...weeks, 1);
  const points = weeks.map((v, i) => `${((i / (weeks.length - 1)) * 100).toFixed(2)},${(30 - (v / top) * 28).toFixed(2)}`).join(' ');
  return (
    <svg className={classes.spark} viewBox="0 0 100 32" preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <polygon points={`0,30 ${points} 100,30`} fill="var(--mantine-primary-color-light)" stroke="none" />
      <polyline
        points={points}
        fill="none"
        stroke="var(--mantine-primary-color-filled)"
        strokeWidth="1.75"
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
    </svg>
  );
}
