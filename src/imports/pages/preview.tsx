import { Card, Stack, Text, Title } from '@mantine/core';
import { useFormats } from '../../web/ui/format.tsx';
import type { ImportView, PreviewRow } from '../contract.ts';
import classes from './imports.module.css';
import { shownReading, useWords } from './words.ts';

/** The first rows as they would go in: under a value how it was read, or what is wrong with it. Only columns with a meaning. */
export function Preview({ view }: { view: ImportView }) {
  const { t, header, field } = useWords();
  const f = useFormats();
  const columns = view.columns.filter((column) => column.field !== null || view.kind === null);
  const { rows, bad } = view.sampled;
  return (
    <Card padding={0}>
      <Stack gap={4} p="lg" pb="sm">
        <Title order={2}>{t('reading.preview')}</Title>
        <Text size="sm" c="dimmed">
          {t('reading.preview_text')}{' '}
          {bad > 0 ? `${t('reading.sampled', { count: bad, rows: f.num(rows) })} ${t('reading.sampled_later')}` : t('reading.sampled_none')}
        </Text>
      </Stack>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('reading.preview')}>
        <table className={`${classes.table} ${classes.preview}`}>
          <thead>
            <tr>
              <th scope="col">{t('reading.line')}</th>
              {columns.map((column) => (
                <th key={column.index} scope="col">
                  {column.field ? field(column.field) : header(column.header, column.index)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.preview.map((row) => (
              <Row key={row.line} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function Row({ row, columns }: { row: PreviewRow; columns: ImportView['columns'] }) {
  const { t } = useWords();
  const f = useFormats();
  const whole =
    row.code === null
      ? null
      : row.state === 'skipped'
        ? t(`skipped.${row.code}`)
        : t(`fault.${row.code}`, { cells: row.cells.length, columns: columns.length });
  return (
    <tr data-state={row.state}>
      <td>
        {f.num(row.line)}
        {whole ? <span className={row.state === 'bad' ? classes.wrong : classes.read}>{whole}</span> : null}
      </td>
      {columns.map((column) => {
        const cell = row.cells[column.index];
        return (
          <td key={column.index} data-bad={cell?.fault ? true : undefined}>
            {cell?.text}
            {cell?.fault ? <span className={classes.wrong}>{t(`fault.${cell.fault}`)}</span> : null}
            {cell?.read ? <span className={classes.read}>{shownReading(cell.read, column.field, f, (code) => t(`judgement.${code}`))}</span> : null}
          </td>
        );
      })}
    </tr>
  );
}
