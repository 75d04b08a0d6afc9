import { Readable } from 'node:stream';
import { z } from 'zod';
import { cursorOf, placeOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import { handle, type Implementation } from '../platform/route.ts';
import { csvPieces, xlsxFile } from '../platform/tables/write.ts';
import { channelReport, ordered } from './actions/report.ts';
import { judgeChannels, saveThresholds, thresholdsOf } from './actions/verdicts.ts';
import { changeChannel, mergeChannels, mergeSuggestions, splitAlias } from './actions.ts';
import * as contract from './contract.ts';
import { exportRows } from './domain/export.ts';
import { parseRowId } from './domain/report.ts';
import { readChannels } from './queries/channels.ts';
import { readFrame } from './queries/report.ts';
import { rowsBehind } from './queries/rows.ts';

const Place = z.object({ day: z.iso.date(), id: z.uuid() });
const moneyMetrics = new Set<contract.DrillMetric>(['revenue', 'margin', 'cost']);

export const channelRoutes = (): Implementation[] => [
  handle(contract.readChannelReport, ({ db, scope, query }) => channelReport(db, scope, query)),

  handle(contract.exportChannelReport, async ({ db, scope, query: { format, language, ...query } }) => {
    const rows = exportRows(await channelReport(db, scope, query), language);
    if (format === 'csv') return { file: Readable.from(csvPieces(rows, language)), name: 'channels.csv', type: 'text/csv; charset=utf-8' };
    return { file: await xlsxFile(rows, 'channels'), name: 'channels.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
  }),

  handle(contract.listChannelRows, async ({ db, scope, query: { row: rowId, cursor, limit, ...ask } }) => {
    const money = scope.can.has('money.read');
    if (moneyMetrics.has(ask.metric) && !money) throw new AppError('forbidden', { reason: 'money' });
    ordered(ask.from, ask.to);
    const row = rowId === undefined ? null : parseRowId(rowId);
    if (rowId !== undefined && row === null) throw new AppError('not_found');
    const behind = await rowsBehind(db, scope, await readFrame(db, scope), { ...ask, row }, placeOf(cursor, Place), limit + 1);
    const rows = behind.rows.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((r) => masked(r, money, scope.can.has('contacts.read'))),
      count: behind.count,
      sum: behind.sum,
      nextCursor: behind.rows.length > limit && last ? cursorOf({ day: behind.days[limit - 1]!, id: last.id }) : null,
    };
  }),

  handle(contract.readVerdicts, ({ db, scope, query: { from, to }, deps }) => {
    ordered(from, to);
    return judgeChannels(db, scope, from, to, deps.clock());
  }),

  handle(contract.readThresholds, ({ db, scope }) => thresholdsOf(db, scope)),

  handle(contract.saveThresholds, async ({ db, scope, body, audit }) => {
    const before = await thresholdsOf(db, scope);
    const after = await saveThresholds(db, scope, body.version, body.values);
    audit({ entity: 'setting', entityId: 'verdict_thresholds', before: before.values, after: after.values });
    return after;
  }),

  handle(contract.listChannels, ({ db, scope }) => readChannels(db, scope)),

  handle(contract.changeChannel, async ({ db, scope, params, body: { version, ...change }, audit }) => {
    const before = (await readChannels(db, scope)).find((c) => c.id === params.id);
    const after = await changeChannel(db, scope, params.id, version, change);
    audit({ entity: 'channel', entityId: params.id, before, after });
    return after;
  }),

  handle(contract.mergeChannels, async ({ db, scope, body, audit }) => {
    const before = (await readChannels(db, scope)).filter((c) => c.id === body.fromId || c.id === body.intoId);
    const after = await mergeChannels(db, scope, body.fromId, body.intoId);
    audit({ entity: 'channel', entityId: body.intoId, before, after });
    return after;
  }),

  handle(contract.splitChannel, async ({ db, scope, body, audit }) => {
    const after = await splitAlias(db, scope, body.key);
    audit({ entity: 'channel', entityId: after.id, after });
    return after;
  }),

  handle(contract.listMergeSuggestions, ({ db, scope }) => mergeSuggestions(db, scope)),
];

/** The row without what the reader may not see. */
function masked(row: contract.DrillRow, money: boolean, contacts: boolean): contract.DrillRow {
  if (row.kind === 'lead') return contacts ? row : { ...row, name: null, company: null };
  if (row.kind === 'deal') return { ...row, ...(money ? {} : { amountMinor: null, marginMinor: null }), ...(contacts ? {} : { name: null, company: null }) };
  return money ? row : { ...row, netMinor: null, vatMinor: null };
}
