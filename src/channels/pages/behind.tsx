import { Drawer, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../web/glossary.ts';
import { useFormats } from '../../web/ui/format.tsx';
import type { Period } from '../../web/ui/period.ts';
import type { ChannelReport, DrillMetric, ReportRow } from '../contract.ts';
import { FORMULAS, type FormulaId, type Totals } from '../domain/ratios.ts';
import { basisLine } from './basis.tsx';
import classes from './channels.module.css';
import type { Asked } from './columns.tsx';
import { DrillDrawer } from './drill-drawer.tsx';
import { PARTS, RATIO_TERMS, useNames } from './named.ts';

type Props = { asked: Asked | null; onClose: () => void; report: ChannelReport; period: Period; basis: ChannelReport['basis'] };

/** What a number is made of: a figure opens its rows, a ratio its formula, whose parts open theirs. */
export function Behind({ asked, onClose, report, period, basis }: Props) {
  const ratio = asked && 'ratio' in asked ? asked : null;
  const [part, setPart] = useState<DrillMetric | null>(null);
  const drill = asked && 'drill' in asked ? asked.drill : part;
  return (
    <>
      <RatioDrawer asked={ratio} onClose={onClose} report={report} period={period} covered={part !== null} open={setPart} />
      <DrillDrawer row={asked?.row ?? null} metric={drill} onClose={() => (part ? setPart(null) : onClose())} report={report} period={period} basis={basis} />
    </>
  );
}

type Ratio = { row: ReportRow; ratio: FormulaId };
type RatioProps = { asked: Ratio | null; onClose: () => void; report: ChannelReport; period: Period; covered: boolean; open: (metric: DrillMetric) => void };

function RatioDrawer({ asked, onClose, report, period, covered, open }: RatioProps) {
  const { t } = useTranslation(['channels', 'ui', 'glossary']);
  const f = useFormats();
  const names = useNames();
  const name = asked ? (asked.row.id === '' ? t('total') : names.row(asked.row)) : '';
  return (
    <Drawer
      opened={asked !== null}
      onClose={onClose}
      closeOnEscape={!covered}
      title={asked ? `${t(`column.${asked.ratio}`)} · ${name}` : ''}
      size="md"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {asked ? (
        <Stack gap="md">
          <Equation asked={asked} report={report} open={open} />
          <Meaning ratio={asked.ratio} />
          <Text size="sm">
            <Text span c="dimmed">
              {t('ui:drawer.basis')}:{' '}
            </Text>
            {basisLine(t, f, report, period, asked.ratio)}
          </Text>
        </Stack>
      ) : null}
    </Drawer>
  );
}

/** (Revenue − Spend) ÷ Spend = 120 %, in figures, each of which opens. */
function Equation({ asked: { row, ratio }, report, open }: { asked: Ratio; report: ChannelReport; open: (metric: DrillMetric) => void }) {
  const { t } = useTranslation('channels');
  const f = useFormats();
  // the column CAC may stand on another formula while the costs of sales are not entered
  const id = ratio === 'cac' ? report.cacFormula : ratio;
  const { top, minus, bottom, unit, scale } = FORMULAS[id] as { top: readonly Part[]; minus: readonly Part[]; bottom: Part; unit: string; scale?: number };
  const value = row.now.ratios[ratio];
  const result = unit === 'money' ? f.money(value) : unit === 'share' ? f.pct(value) : f.num(value, 2);
  const part = (name: Part) => <PartOf key={name} name={name} row={row} open={open} />;
  const above = [...top, ...minus.flatMap((m) => ['−' as const, m])];
  return (
    <Stack gap="xs">
      <Text fw={600} size="xl">
        {result}
      </Text>
      <div className={classes.equation}>
        {minus.length ? '(' : null}
        {above.map((step) => (step === '−' ? <span key="minus">−</span> : part(step)))}
        {minus.length ? ')' : null}
        <span>÷</span>
        {part(bottom)}
        {scale ? <span>× {f.num(scale)}</span> : null}
        <span>= {result}</span>
      </div>
      {value === null ? (
        <Text size="sm" c="dimmed">
          {t('ratio.none')}
        </Text>
      ) : null}
      <Text size="xs" c="dimmed">
        {t('ratio.open')}
      </Text>
    </Stack>
  );
}

type Part = keyof Totals;
function PartOf({ name, row, open }: { name: Part; row: ReportRow; open: (metric: DrillMetric) => void }) {
  const { t } = useTranslation('channels');
  const f = useFormats();
  const known = name === 'fullCost' ? null : PARTS[name];
  const value = known ? row.now.figures[known.figure] : null;
  const text = known?.money ? f.money(value) : f.num(value);
  return (
    <span className={classes.part}>
      <span>{t(`column.${known?.column ?? 'cost'}`)}</span>
      {known?.drill && value !== null ? (
        <UnstyledButton className={classes.opens} onClick={() => open(known.drill!)}>
          {text}
        </UnstyledButton>
      ) : (
        <strong>{text}</strong>
      )}
    </span>
  );
}

function Meaning({ ratio }: { ratio: FormulaId }) {
  const { t } = useTranslation('glossary');
  const term = RATIO_TERMS[ratio];
  if (!term) return null;
  const entry = t(`term.${term}`, { returnObjects: true }) as unknown as Entry;
  return (
    <Text size="sm" c="dimmed">
      {entry.text}
    </Text>
  );
}
