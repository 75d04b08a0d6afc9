import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Cell, type Column, isFigure, type Sort } from './columns.tsx';
import classes from './data-table.module.css';
import type { Formats } from './format.tsx';
import { Icon } from './icon.tsx';
import { MetricName } from './metric.tsx';

/** The headings: what a column means on hover, its order on a click (figures from the largest, words from А). */
export function Head<T>({ columns, sort, onSort }: { columns: Column<T>[]; sort: Sort | null; onSort: (sort: Sort) => void }) {
  const { t } = useTranslation('ui');
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((c) => {
          const here = sort?.column === c.id;
          const next = { column: c.id, descending: here ? !sort.descending : isFigure(c.kind) || c.kind === 'day' || c.kind === 'time' };
          return (
            <th
              key={c.id}
              scope="col"
              className={isFigure(c.kind) ? classes.right : undefined}
              aria-sort={here ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              <span className={classes.heading}>
                {c.term ? (
                  <MetricName term={c.term} short>
                    {c.name}
                  </MetricName>
                ) : (
                  <span className={classes.text}>{c.name}</span>
                )}
                {c.sortable === false ? null : (
                  <UnstyledButton
                    className={classes.sort}
                    data-here={here || undefined}
                    data-ascending={(here && !sort.descending) || undefined}
                    aria-label={t('table.sort', { column: c.name })}
                    onClick={() => onSort(next)}
                  >
                    <Icon name="down" size={14} />
                  </UnstyledButton>
                )}
              </span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The totals, always in sight at the bottom. */
export function Foot<T>({ columns, totals, f }: { columns: Column<T>[]; totals: T; f: Formats }) {
  const { t } = useTranslation('ui');
  return (
    <tfoot>
      <tr>
        {columns.map((c, i) =>
          i === 0 ? (
            <th key={c.id} scope="row">
              {t('table.total')}
            </th>
          ) : (
            <td key={c.id} className={isFigure(c.kind) ? classes.right : undefined}>
              {isFigure(c.kind) ? <Cell column={c} row={totals} f={f} reachable openable /> : null}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}
