import { HoverCard, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, Term } from '../glossary.ts';
import { useWorkspaceOrNone } from '../session.ts';
import { To } from './link.tsx';
import classes from './metric.module.css';

/** The name of a metric, with what it means and its formula on hover and on focus. `short` is the name for a table heading. */
export function MetricName({ term, short, children }: { term: Term; short?: boolean; children?: ReactNode }) {
  const { t } = useTranslation(['glossary', 'ui']);
  const entry = t(`glossary:term.${term}`, { returnObjects: true }) as unknown as Entry;
  const inside = useWorkspaceOrNone();
  return (
    <HoverCard role="tooltip" width={320} shadow="md" withArrow openDelay={300} closeDelay={150} position="bottom-start">
      <HoverCard.Target>
        <UnstyledButton component="span" tabIndex={0} className={classes.name}>
          {children ?? (short ? (entry.short ?? entry.name) : entry.name)}
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown className={classes.help} onClick={(e) => e.stopPropagation()}>
        <Text fw={600} size="sm">
          {entry.name}
        </Text>
        <Text size="sm" mt={4}>
          {entry.text}
        </Text>
        {entry.formula ? (
          <Text size="sm" mt={8} className={classes.formula}>
            {entry.formula}
          </Text>
        ) : null}
        {inside ? (
          <To to="/glossary" hash={term} size="xs" mt={8} display="inline-block">
            {t('ui:metric.more')}
          </To>
        ) : null}
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

type Props = {
  term: Term;
  /** Already formatted: `useFormats().money(…)`. */
  value: ReactNode;
  /** Below the figure: the comparison, the basis, the n it was measured on. */
  note?: ReactNode;
  /** Shows the rows behind the figure. */
  onOpen?: () => void;
};

/** One figure with its name: the name explains, the figure opens. */
export function Metric({ term, value, note, onOpen }: Props) {
  return (
    <div className={classes.metric}>
      <Text size="sm" c="dimmed" component="div">
        <MetricName term={term} />
      </Text>
      {onOpen ? (
        <UnstyledButton className={`${classes.value} ${classes.opens}`} onClick={onOpen}>
          {value}
        </UnstyledButton>
      ) : (
        <div className={classes.value}>{value}</div>
      )}
      {note ? (
        <Text size="xs" c="dimmed" component="div">
          {note}
        </Text>
      ) : null}
    </div>
  );
}
