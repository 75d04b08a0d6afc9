import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../../web/ui/format.tsx';
import type { Period } from '../../web/ui/period.ts';
import { Why } from '../../web/ui/why.tsx';
import { Basis, type ChannelReport } from '../contract.ts';
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

/** On what basis the figures stand: days, VAT, margin, CAC. One line, below the table and in every drawer. */
export function basisLine(t: TFunction<'channels'>, f: Formats, report: ChannelReport, period: Period): string {
  const parts = [t(`basis.line_${report.basis}`, { period: `${f.day(period.from)} – ${f.day(period.to)}` })];
  if (report.money) {
    const estimated = report.total.now.figures.marginEstimatedMinor;
    parts.push(t(`cost.${report.costBasis}`));
    parts.push(estimated ? t('margin.estimated', { share: f.pct(report.grossMargin), money: f.money(estimated) }) : t('margin.known'));
    parts.push(t(`cac_note.${report.cacFormula}`));
  }
  return `${parts.join('; ')}.`;
}
