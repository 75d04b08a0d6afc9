import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { z } from 'zod';
import { query } from '../../web/api.ts';
import { useCan } from '../../web/session.ts';
import { usePeriod } from '../../web/ui/period.ts';
import { useUrl } from '../../web/ui/url.ts';
import { Basis, listChannels, listMergeSuggestions, type ReportRow, readChannelReport, readVerdicts, type VerdictRow } from '../contract.ts';

export const tabs = ['table', 'first', 'names', 'thresholds'] as const;
const View = z.object({ tab: z.enum(tabs), basis: Basis, row: z.string(), why: z.string() });

/** What the address bar says: tab, basis, the row one was led to, the row whose verdict is being explained. */
export const useView = () => useUrl(View);

/** The report and the verdicts of the period in the address bar; verdicts are of the lead cohort whatever the basis, and only for who may see money. */
export function useReport() {
  const period = usePeriod();
  const [view] = useView();
  const money = useCan()('money.read');
  const basis = view.basis ?? 'cohort';
  const { from, to, against } = period;
  const asked = { from, to, basis, ...(against ? { compareFrom: against.from, compareTo: against.to } : {}) };
  const report = useQuery({ ...query(readChannelReport, { query: asked }), placeholderData: (before) => before });
  const verdicts = useQuery({ ...query(readVerdicts, { query: { from, to } }), enabled: money, placeholderData: (before) => before });
  const rows = report.data?.rows;
  const byId = useMemo(() => new Map<string, ReportRow>(rows?.map((row) => [row.id, row])), [rows]);
  const verdictOf = useMemo(() => new Map<string, VerdictRow>(verdicts.data?.verdicts.map((v) => [v.id, v])), [verdicts.data]);
  return { period, basis, asked, money, report, verdicts, byId, verdictOf };
}
export type Reported = ReturnType<typeof useReport>;

/** Everything a change of names changes. */
export const touched = [listChannels, listMergeSuggestions, readChannelReport, readVerdicts];

/** Money over the period as money a month; the verdicts count over the period. */
export const perMonth = (minor: number, days: number): number => (minor * 365.25) / 12 / Math.max(1, days);
