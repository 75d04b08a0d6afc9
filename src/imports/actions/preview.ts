import { cellText, type TableRow } from '../../platform/tables/cell.ts';
import type { PreviewRow } from '../contract.ts';
import { type Field, isCount, isDate, isMoney } from '../domain/fields.ts';
import type { Reading } from '../domain/reading.ts';
import { type Row, rowReader } from '../domain/rows.ts';
import { digest } from './digest.ts';
import { faultsOf } from './quarantine.ts';

/** The first rows as they would go in, and what the whole sample says: how many rows are bad, which currencies there are. */
export type Preview = { rows: PreviewRow[]; sampled: { rows: number; bad: number }; currencies: ReadonlySet<string> };

const shownRows = 12;
const shownText = 200;

/** Reads the rows of the sample as the import would. Without a reading (nobody knows yet what the file holds) they are only shown. */
export function previewOf(body: readonly TableRow[], reading: Reading | null): Preview {
  const rows: PreviewRow[] = [];
  const currencies = new Set<string>();
  let bad = 0;
  const read = reading && rowReader(reading, digest);
  for (const row of body) {
    const result = read?.(row) ?? { ok: [] };
    if ('bad' in result) bad++;
    if ('ok' in result) for (const one of result.ok) if ('currency' in one && one.currency !== null) currencies.add(one.currency);
    if (rows.length >= shownRows) continue;
    const texts = row.cells.map((cell) => cellText(cell).slice(0, shownText));
    if ('skipped' in result) rows.push({ line: row.line, state: 'skipped', code: result.skipped, cells: texts.map(plain) });
    else if ('bad' in result) {
      const faults = faultsOf(result.bad, reading!);
      const at = new Map(faults.map((one) => [one.column, one.code]));
      rows.push({ line: row.line, state: 'bad', code: at.get(null) ?? null, cells: texts.map((text, i) => ({ text, read: null, fault: at.get(i) ?? null })) });
    } else {
      const fields = reading?.columns ?? [];
      rows.push({
        line: row.line,
        state: 'good',
        code: null,
        cells: texts.map((text, i) => ({ text, read: understood(fields[i] ?? null, result.ok, text), fault: null })),
      });
    }
  }
  return { rows, sampled: { rows: body.length, bad }, currencies };
}

const plain = (text: string) => ({ text, read: null, fault: null });

/** How a value was understood where that is not what stands there: an ISO date, `minor currency`, a judgement. */
function understood(field: Field | null, rows: readonly Row[], text: string): string | null {
  const row = rows[0] as Record<string, unknown> | undefined;
  if (!row || field === null || text === '') return null;
  if (isMoney(field)) {
    const name = `${field}Minor`;
    const parts = rows.map((one) => (one as Record<string, unknown>)[name]);
    return parts.every((part) => typeof part === 'number') ? `${parts.reduce((sum, part) => sum + part, 0)} ${row.currency}` : null;
  }
  if (field === 'status' || field === 'judgement') return String(row.judgement ?? row.status);
  if (field === 'wonAt' || field === 'lostAt') return typeof row.closedAt === 'string' ? row.closedAt : null;
  const value = row[field];
  if (isDate(field)) return typeof value === 'string' ? value : null;
  if (isCount(field)) return rows.length === 1 && typeof value === 'number' ? String(value) : null;
  return typeof value === 'string' && value !== text ? value.slice(0, shownText) : null;
}
