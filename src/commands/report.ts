import { channelReport } from '../channels/actions/report.ts';
import { judgeChannels } from '../channels/actions/verdicts.ts';
import type { ReportRow, VerdictRow } from '../channels/contract.ts';
import { channelLabel } from '../channels/domain/export.ts';
import { within } from '../platform/db.ts';
import { type Command, CommandError, say, scopeOf, withHouse } from './command.ts';

const WORDS: Record<VerdictRow['verdict'], string> = { drop: 'DROP', fix: 'FIX', keep: 'keep', strengthen: 'STRENGTHEN', not_enough_data: 'not enough data' };
const LEVELS: Record<ReportRow['level'], number> = { channel: 0, unattributed: 0, tool: 1, campaign: 2 };
const HEADER = ['', 'leads', 'qualified', 'deals', 'revenue', 'cost', 'CPL', 'CPQL', 'CAC', 'ROMI', 'verdict'];

const count = (value: number | null): string => (value === null ? '—' : value.toLocaleString('en').replaceAll(',', ' '));
const money = (minor: number | null): string => (minor === null ? '—' : count(Math.round(minor / 100)));
const percent = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 100)} %`);

function lineOf(name: string, { figures: f, ratios: r }: ReportRow['now'], verdict: VerdictRow | undefined): string[] {
  const said = verdict ? `${WORDS[verdict.verdict]}${verdict.probability === null ? '' : ` ${percent(verdict.probability)}`}` : '';
  return [
    name,
    count(f.leads),
    count(f.qualified),
    count(f.deals),
    money(f.revenueMinor),
    money(f.costMinor),
    money(r.cpl),
    money(r.cpql),
    money(r.marketing_cac),
    percent(r.romi_margin),
    said,
  ];
}

function table(lines: string[][]): void {
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  for (const line of lines)
    say(
      line
        .map((cell, column) => (column === 0 || column === HEADER.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    );
}

export const report: Command = {
  usage: 'report channels [--from <day>] [--to <day>] [--basis cohort|cash] [--depth 1|2|3]',
  about: 'what each channel brought and cost, with its verdict (the whole history unless a period is named)',
  options: { from: { type: 'string' }, to: { type: 'string' }, basis: { type: 'string' }, depth: { type: 'string' } },
  async run([what], options) {
    if (what !== 'channels') throw new CommandError('which report? otdel report channels');
    const basis = options.basis ?? 'cohort';
    if (basis !== 'cohort' && basis !== 'cash') throw new CommandError('--basis is cohort (by the day of the lead) or cash (by the day it happened)');
    for (const name of ['from', 'to'] as const) {
      if (options[name] !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(options[name]))) throw new CommandError(`--${name} is a day: 2026-03-31`);
    }
    await withHouse(async (house) => {
      const scope = await scopeOf(house, options.workspace);
      await within(house.deps.db, scope, async (trx) => {
        const { dataFrom, dataTo } = await channelReport(trx, scope, { from: '2000-01-01', to: '2000-01-01', basis });
        if (dataFrom === null || dataTo === null) throw new CommandError('there are no leads and no costs yet: otdel import <file>');
        const period = { from: String(options.from ?? dataFrom), to: String(options.to ?? dataTo) };
        const found = await channelReport(trx, scope, { ...period, basis });
        const verdicts = new Map((await judgeChannels(trx, scope, period.from, period.to, house.deps.clock())).verdicts.map((v) => [v.id, v]));
        const shown = found.rows.filter((row) => LEVELS[row.level] < Number(options.depth ?? 1));
        say(`${period.from} … ${period.to}, ${basis} basis, ${found.currency}, cost ${found.costBasis}\n`);
        table([
          HEADER,
          ...shown.map((row) =>
            lineOf(
              `${'  '.repeat(LEVELS[row.level])}${row.level === 'unattributed' ? 'unattributed' : channelLabel(row.name, row.code, 'en') || 'not set'}`,
              row.now,
              verdicts.get(row.id),
            ),
          ),
          lineOf('total', found.total.now, undefined),
        ]);
      });
    });
  },
};
