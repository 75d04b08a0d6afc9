import type { Trx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import type * as contract from '../contract.ts';
import { reportRows } from '../domain/report.ts';
import { readChannels } from '../queries/channels.ts';
import { dataRange, readFrame, sumsByCampaign } from '../queries/report.ts';

/** A period runs forwards. */
export function ordered(from: string, to: string): void {
  if (from > to) throw new AppError('invalid', { issues: [{ path: 'to', code: 'before_from' }] });
}

type ReportQuery = { from: string; to: string; basis: contract.Basis; compareFrom?: string | undefined; compareTo?: string | undefined };

/** The whole table of a period, with a comparison when one is asked for. */
export async function channelReport(db: Trx, scope: Scope, { from, to, basis, compareFrom, compareTo }: ReportQuery): Promise<contract.ChannelReport> {
  ordered(from, to);
  const frame = await readFrame(db, scope);
  const now = await sumsByCampaign(db, scope, frame, basis, from, to);
  let before: typeof now | null = null;
  if (compareFrom !== undefined && compareTo !== undefined) {
    ordered(compareFrom, compareTo);
    before = await sumsByCampaign(db, scope, frame, basis, compareFrom, compareTo);
  }
  const money = scope.can.has('money.read');
  const range = await dataRange(db, scope);
  return {
    basis,
    currency: frame.currency,
    money,
    costBasis: frame.vatRecoverable ? 'net' : 'gross',
    grossMargin: frame.grossMargin,
    cacFormula: 'marketing_cac',
    dataFrom: range.from,
    dataTo: range.to,
    ...reportRows(now, before, await readChannels(db, scope), { grossMargin: frame.grossMargin, money }),
  };
}
