import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, Term } from '../glossary.ts';
import classes from './metric.module.css';

const Help = lazy(() => import('./metric-help.tsx')); // positioning takes 25 KB: fetched when somebody first asks

/** The name of a metric, with what it means and its formula on hover and on focus. `short` is the name for a table heading. */
export function MetricName({ term, short, children }: { term: Term; short?: boolean; children?: ReactNode }) {
  const { t } = useTranslation('glossary');
  const entry = t(`term.${term}`, { returnObjects: true }) as unknown as Entry;
  const [asked, setAsked] = useState<'pointer' | 'focus' | null>(null);
  const name = (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens here but help, which has to be reached without a mouse
    <span
      // biome-ignore lint/a11y/noNoninteractiveTabindex: for the same reason
      tabIndex={0}
      className={classes.name}
      onPointerEnter={() => setAsked((was) => was ?? 'pointer')}
      onFocus={() => setAsked((was) => was ?? 'focus')}
    >
      {children ?? (short ? (entry.short ?? entry.name) : entry.name)}
    </span>
  );
  if (!asked) return name;
  return (
    <Suspense fallback={name}>
      <Help term={term} focused={asked === 'focus'}>
        {name}
      </Help>
    </Suspense>
  );
}
