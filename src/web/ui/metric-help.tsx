import { HoverCard, Text } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, Term } from '../glossary.ts';
import { useWorkspaceOrNone } from '../session.ts';
import { To } from './link.tsx';
import classes from './metric.module.css';

/** What the glossary says, beside the name it is asked of; opens at once, since it was asked for before it was here. */
export default function MetricHelp({ term, focused, children }: { term: Term; focused: boolean; children: ReactElement }) {
  const { t } = useTranslation(['glossary', 'ui']);
  const entry = t(`glossary:term.${term}`, { returnObjects: true }) as unknown as Entry;
  const inside = useWorkspaceOrNone();
  const name = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is handed over once, from the name that stood here before
  useEffect(() => {
    if (focused) name.current?.querySelector<HTMLElement>('[tabindex]')?.focus();
  }, []);
  return (
    <HoverCard role="tooltip" initiallyOpened width={320} shadow="md" withArrow openDelay={300} closeDelay={150} position="bottom-start">
      <HoverCard.Target>
        <span ref={name}>{children}</span>
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
