import { useTranslation } from 'react-i18next';
import type { Term } from '../../web/glossary.ts';
import type { DrillMetric, Figures, ReportRow } from '../contract.ts';
import type { FormulaId, Totals } from '../domain/ratios.ts';

/** A known channel group in the person's language, else the name as written; what is blank says so. */
export function useNames() {
  const { t } = useTranslation('channels');
  const channel = ({ code, name }: { code: string | null; name: string }) => (code ? t(`group.${code.replaceAll('_', '-')}`) : name || t('not_set'));
  return {
    channel,
    row: (row: ReportRow) => (row.level === 'unattributed' ? t('unattributed') : channel(row)),
    /** With everything above it: a campaign's name alone often says little. */
    path: (row: ReportRow, all: ReadonlyMap<string, ReportRow>) => {
      const steps: string[] = [];
      for (let at: ReportRow | undefined = row; at; at = at.parentId === null ? undefined : all.get(at.parentId)) {
        steps.unshift(at.level === 'unattributed' ? t('unattributed') : channel(at));
      }
      return steps.join(' → ');
    },
  };
}

/** Which figure of a row a part of a formula is, and which rows stand behind it. Sales cost is not entered yet, so nothing stands behind fullCost. */
export const PARTS: Readonly<Record<Exclude<keyof Totals, 'fullCost'>, { figure: keyof Figures; drill: DrillMetric | null; column: string; money?: true }>> = {
  impressions: { figure: 'impressions', drill: 'impressions', column: 'impressions' },
  clicks: { figure: 'clicks', drill: 'clicks', column: 'clicks' },
  visits: { figure: 'visits', drill: null, column: 'visits' },
  leads: { figure: 'leads', drill: 'leads', column: 'leads' },
  valid: { figure: 'valid', drill: 'valid', column: 'valid' },
  qualified: { figure: 'qualified', drill: 'qualified', column: 'qualified' },
  won: { figure: 'deals', drill: 'deals', column: 'deals' },
  customers: { figure: 'customers', drill: 'customers', column: 'customers' },
  revenue: { figure: 'revenueMinor', drill: 'revenue', column: 'revenue', money: true },
  margin: { figure: 'marginMinor', drill: 'margin', column: 'margin', money: true },
  media: { figure: 'costMinor', drill: 'cost', column: 'cost', money: true },
  spend: { figure: 'costMinor', drill: 'cost', column: 'cost', money: true },
};

/** The glossary's word for each ratio that has one. */
export const RATIO_TERMS: Partial<Record<FormulaId, Term>> = {
  ctr: 'ctr',
  cpm: 'cpm',
  cpc: 'cpc',
  visit_to_lead: 'visit_to_lead',
  lead_to_qualified: 'lead_to_qualified',
  qualified_to_won: 'qualified_to_deal',
  cpl: 'cpl',
  cpql: 'cpql',
  cpo: 'cpo',
  cac: 'cac',
  marketing_cac: 'cac',
  paid_cac: 'paid_cac',
  average_check: 'average_cheque',
  drr: 'drr',
  roas: 'roas',
  romi_revenue: 'romi_revenue',
  romi_margin: 'romi_margin',
  roi_full: 'roi_full',
};
