import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Formats, useFormats } from '../../web/ui/format.tsx';
import type { VerdictRow } from '../contract.ts';
import { Block } from './block.tsx';
import classes from './channels.module.css';
import { roughly } from './say.ts';

type Cost = VerdictRow['cac'];
type Line = { id: 'cpl' | 'cpql' | 'cac'; cost: Cost; target: number | null };

/** Where the true cost of a lead, a qualified lead and a customer lies, each against what is allowed. The words beside a bar say all that it shows. */
export function Intervals({ verdict: v, level }: { verdict: VerdictRow; level: number | null }) {
  const { t } = useTranslation('verdicts');
  const f = useFormats();
  const lines: Line[] = [
    { id: 'cpl', cost: v.cpl, target: null },
    { id: 'cpql', cost: v.cpql, target: v.target?.cpql ?? null },
    { id: 'cac', cost: v.cac, target: v.target?.cac ?? null },
  ];
  const known = lines.filter((line) => line.cost.estimate !== null);
  if (known.length === 0) return null;
  return (
    <Block title={t('interval.title')}>
      <Stack gap="sm">
        {known.map((line) => (
          <Interval key={line.id} line={line} f={f} />
        ))}
      </Stack>
      {level === null ? null : (
        <Text size="xs" c="dimmed">
          {t('interval.text', { level: f.pct(level, 0) })}
        </Text>
      )}
    </Block>
  );
}

function Interval({ line: { id, cost, target }, f }: { line: Line; f: Formats }) {
  const { t } = useTranslation('verdicts');
  const { low, median, high } = cost.estimate!;
  // costs are multiples of each other, so equal ratios get equal lengths; each bar is a scale of its own
  const ends = [low, high, ...(target === null ? [] : [target])];
  const [least, most] = [Math.log(Math.min(...ends)) - 0.15, Math.log(Math.max(...ends)) + 0.15];
  const at = (value: number) => `${((Math.log(value) - least) / (most - least)) * 100}%`;
  const width = `${((Math.log(high) - Math.log(low)) / (most - least)) * 100}%`;
  return (
    <div>
      <Text size="sm" component="div">
        <Text span fw={500}>
          {t(`interval.${id}`)}:
        </Text>{' '}
        {t('interval.said', { low: f.money(roughly(low)), high: f.money(roughly(high)), median: f.money(roughly(median)) })}
      </Text>
      <div className={classes.bar} aria-hidden>
        <span className={classes.track} />
        <span className={classes.span} style={{ insetInlineStart: at(low), width }} />
        <span className={classes.median} style={{ insetInlineStart: at(median) }} />
        {target === null ? null : <span className={classes.limit} style={{ insetInlineStart: at(target) }} />}
      </div>
      <Text size="xs" c="dimmed">
        {[
          target === null ? null : t('interval.target', { value: f.money(roughly(target)) }),
          cost.observed === null ? null : t('interval.observed', { value: f.money(cost.observed) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </div>
  );
}
