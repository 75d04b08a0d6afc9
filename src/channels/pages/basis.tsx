import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../../web/ui/format.tsx';
import type { Period } from '../../web/ui/period.ts';
import { Why } from '../../web/ui/why.tsx';
import { Basis, type ChannelReport, DrillMetric } from '../contract.ts';
import { FORMULAS, type FormulaId } from '../domain/ratios.ts';
import { useView } from './view.ts';

/** By the day of the lead, or by the day each thing happened; with what the difference is. */
export function BasisSwitch() {
  const { t } = useTranslation('channels');
  const [view, setView] = useView();
  return (
    <Group gap={4} wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={t('basis.label')}
        value={view.basis ?? 'cohort'}
        onChange={(basis) => setView({ basis: basis === 'cash' ? 'cash' : undefined })}
        data={Basis.options.map((value) => ({ value, label: t(`basis.${value}`) }))}
      />
      <Why label={t('basis.what')}>
        <Stack gap="xs">
          {Basis.options.map((basis) => (
            <div key={basis}>
              <Text size="sm" fw={600}>
                {t(`basis.${basis}`)}
              </Text>
              <Text size="sm">{t(`basis.${basis}_text`)}</Text>
            </div>
          ))}
        </Stack>
      </Why>
    </Group>
  );
}

/** On what basis the figures stand: days, VAT, margin, CAC; for one figure only what bears on it. */
export function basisLine(t: TFunction<'channels'>, f: Formats, report: ChannelReport, period: Period, of?: DrillMetric | FormulaId): string {
  const parts = of === undefined ? ['cost', 'margin', 'cac'] : (madeOf[of] ?? [...formulaParts(of as FormulaId), of]);
  const estimated = report.total.now.figures.marginEstimatedMinor;
  const said = [t(`basis.line_${report.basis}`, { period: `${f.day(period.from)} – ${f.day(period.to)}` })];
  if (report.money && parts.some((p) => ['cost', 'spend', 'media', 'fullCost'].includes(p))) said.push(t(`cost.${report.costBasis}`));
  if (report.money && parts.includes('margin'))
    said.push(estimated ? t('margin.estimated', { share: f.pct(report.grossMargin), money: f.money(estimated) }) : t('margin.known'));
  if (report.money && parts.includes('cac')) said.push(t(`cac_note.${report.cacFormula}`));
  return `${said.join('; ')}.`;
}

/** Figures that are no ratios: what they are made of. */
const madeOf: Partial<Record<DrillMetric | FormulaId, string[]>> = Object.fromEntries(DrillMetric.options.map((metric) => [metric, [metric]]));
const formulaParts = (id: FormulaId): string[] => [...FORMULAS[id].top, ...('minus' in FORMULAS[id] ? FORMULAS[id].minus : []), FORMULAS[id].bottom];
