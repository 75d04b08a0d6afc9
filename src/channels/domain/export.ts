/** The channel table as rows of a file: the words of the file are its own, because it is read without the interface. */
import type { ChannelReport, Figures, Ratios, ReportRow } from '../contract.ts';
import { GROUPS, type GroupCode } from './classify.ts';

type Value = string | number | null;
type Language = 'ru' | 'en';
type Column = { ru: string; en: string } & ({ figure: keyof Figures; money?: boolean } | { ratio: keyof Ratios; unit: 'money' | 'share' | 'times' });

const COLUMNS: readonly Column[] = [
  { figure: 'impressions', ru: 'Показы', en: 'Impressions' },
  { figure: 'clicks', ru: 'Клики', en: 'Clicks' },
  { figure: 'leads', ru: 'Лиды', en: 'Leads' },
  { figure: 'valid', ru: 'Лиды без спама', en: 'Valid leads' },
  { figure: 'judged', ru: 'Оценено', en: 'Judged' },
  { figure: 'qualified', ru: 'Квалифицированные лиды', en: 'Qualified leads' },
  { figure: 'deals', ru: 'Продажи', en: 'Won deals' },
  { figure: 'priced', ru: 'Продажи с суммой', en: 'Deals with an amount' },
  { figure: 'customers', ru: 'Клиенты', en: 'Customers' },
  { figure: 'revenueMinor', money: true, ru: 'Выручка', en: 'Revenue' },
  { figure: 'marginMinor', money: true, ru: 'Маржа', en: 'Margin' },
  { figure: 'costMinor', money: true, ru: 'Расходы', en: 'Cost' },
  { ratio: 'cpl', unit: 'money', ru: 'CPL', en: 'CPL' },
  { ratio: 'cpql', unit: 'money', ru: 'CPQL', en: 'CPQL' },
  { ratio: 'marketing_cac', unit: 'money', ru: 'CAC (по расходам на маркетинг)', en: 'CAC (marketing cost)' },
  { ratio: 'lead_to_qualified', unit: 'share', ru: 'Лид → квалифицированный, %', en: 'Lead to qualified, %' },
  { ratio: 'lead_to_won', unit: 'share', ru: 'Лид → продажа, %', en: 'Lead to deal, %' },
  { ratio: 'drr', unit: 'share', ru: 'ДРР, %', en: 'Ad cost share, %' },
  { ratio: 'roas', unit: 'times', ru: 'ROAS', en: 'ROAS' },
  { ratio: 'romi_margin', unit: 'share', ru: 'ROMI, %', en: 'ROMI, %' },
];
const LEVELS: Record<ReportRow['level'], Record<Language, string>> = {
  channel: { ru: 'канал', en: 'channel' },
  tool: { ru: 'инструмент', en: 'tool' },
  campaign: { ru: 'кампания', en: 'campaign' },
  unattributed: { ru: '', en: '' },
};
const WORDS = {
  ru: {
    level: 'Уровень',
    name: 'Канал, инструмент, кампания',
    before: 'было',
    total: 'Все каналы',
    unattributed: 'Источник неизвестен',
    unset: 'не указано',
    cost: { net: 'без НДС', gross: 'с НДС' },
  },
  en: {
    level: 'Level',
    name: 'Channel, tool, campaign',
    before: 'before',
    total: 'All channels',
    unattributed: 'Source unknown',
    unset: 'not set',
    cost: { net: 'net of VAT', gross: 'with VAT' },
  },
};

/** Name of a group of channels in a file; the firm's own name when it is no known group. */
export const channelLabel = (name: string, code: string | null, language: Language): string =>
  code !== null && code in GROUPS ? GROUPS[code as GroupCode][language === 'ru' ? 'ru' : 'name'] : name;

/** The table with its header and its total; money in whole currency units, shares in percent, nothing where nothing is known. */
export function exportRows(report: ChannelReport, language: Language): Value[][] {
  const words = WORDS[language];
  const minor = 10 ** (new Intl.NumberFormat('en', { style: 'currency', currency: report.currency }).resolvedOptions().maximumFractionDigits ?? 2);
  const columns = COLUMNS.filter((c) => report.money || !('figure' in c ? c.money : c.unit === 'money' || ['drr', 'roas', 'romi_margin'].includes(c.ratio)));
  const title = (c: Column) => {
    if ('figure' in c && c.figure === 'costMinor') return `${c[language]}, ${report.currency}, ${words.cost[report.costBasis]}`;
    return ('figure' in c ? c.money : c.unit === 'money') ? `${c[language]}, ${report.currency}` : c[language];
  };
  const cell = (values: { figures: Figures; ratios: Ratios } | null, c: Column): Value => {
    const raw = values && ('figure' in c ? values.figures[c.figure] : values.ratios[c.ratio]);
    if (raw === null) return null;
    if ('figure' in c) return c.money ? raw / minor : raw;
    return Math.round((c.unit === 'money' ? raw / minor : c.unit === 'share' ? raw * 100 : raw) * 100) / 100;
  };
  const compared = report.total.before !== null;
  const line = (row: { now: ReportRow['now']; before: ReportRow['before'] }) =>
    columns.flatMap((c) => (compared ? [cell(row.now, c), cell(row.before, c)] : [cell(row.now, c)]));
  const nameOf = (row: ReportRow) => (row.level === 'unattributed' ? words.unattributed : channelLabel(row.name, row.code, language) || words.unset);
  return [
    [words.level, words.name, ...columns.flatMap((c) => (compared ? [title(c), `${title(c)}, ${words.before}`] : [title(c)]))],
    ...report.rows.map((row) => [LEVELS[row.level][language], nameOf(row), ...line(row)]),
    ['', words.total, ...line(report.total)],
  ];
}
