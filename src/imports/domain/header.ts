import { type Cell, cellText, type TableRow } from '../../platform/tables/cell.ts';
import { calendarDay } from './date.ts';
import { isFault, textOf } from './text.ts';

/** `Расход, ₽`, `CampaignId`, `UTM_SOURCE`, `№ кампании` → `расход`, `campaign id`, `utm source`, `номер кампании`: the form in which headers are compared. What stands in brackets is left out. */
export function plainHeader(cell: Cell | undefined): string {
  return cellText(cell)
    .replace(/^[\ufeff\s"']+|[\s"']+$/g, '')
    .replace(/([a-zа-я\d])([A-ZА-Я])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=[a-z])[\u0300-\u036f]/g, '') // coût → cout, but й stays й
    .normalize('NFC')
    .replaceAll('ё', 'е')
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/[№#]/g, ' номер ')
    .replace(/[\s_\-–—./:,;*?!«»"'₽$€£₸%|\\]+/g, ' ')
    .replace(/ (руб|р|rub|usd|eur)(?= |$)/g, ' ')
    .trim();
}

const currencyMarks: [RegExp, string][] = [
  [/₽|(?:^|[^а-яё])(?:руб(?:лей|ли|\.|$|[^а-яё])|р\.)/i, 'RUB'],
  [/€/, 'EUR'],
  [/₸|тенге/i, 'KZT'],
  [/₴|грн/i, 'UAH'],
  [/₺/, 'TRY'],
  [/£/, 'GBP'],
  [/(?:^|[^a-z])us\$|\$(?!\w)/i, 'USD'],
];
const currencyCode =
  /(?:^|[^A-Z])(RUB|RUR|USD|EUR|KZT|BYN|UAH|UZS|GEL|AMD|AZN|KGS|TRY|AED|INR|CNY|GBP|CAD|AUD|CHF|PLN|CZK|SEK|NOK|DKK|BRL|MXN|JPY|ILS|RSD)(?![A-Z])/;

/** The currency a header or a value names, as ISO 4217, or null. */
export function currencyIn(cell: Cell | undefined): string | null {
  const text = cellText(cell);
  const code = currencyCode.exec(text)?.[1];
  if (code) return code === 'RUR' ? 'RUB' : code;
  return currencyMarks.find(([mark]) => mark.test(text))?.[1] ?? null;
}

/** «Расход без НДС», `Cost (incl. VAT)`: what a header says about VAT, or null. */
export function vatIn(header: string): 'net' | 'gross' | null {
  if (/без\s+ндс|excl\.?\s+vat|excluding vat|net of vat|ex\.?\s*vat|\bnet\b/i.test(header)) return 'net';
  if (/(?:с|вкл\.?|включая)\s+ндс|incl\.?\s+vat|including vat|\bgross\b/i.test(header)) return 'gross';
  return null;
}

/**
 * The index of the header among the first rows: the row most of whose cells are known names; with no known name, the first row of the usual
 * width that is all text. -1 when there is none.
 */
export function findHeader(rows: readonly TableRow[], known: (header: string) => boolean): number {
  const widths = new Map<number, number>();
  for (const row of rows) {
    const width = filled(row);
    if (width > 0) widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  const usual = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
  let best = -1;
  let most = 0;
  for (let i = 0; i < Math.min(rows.length, 30); i++) {
    const names = new Set(rows[i]!.cells.map(plainHeader).filter(known));
    // Two known names make a header; one does when the whole table is that narrow. A title line that happens to be a name is not one.
    const enough = names.size >= 2 || (names.size === 1 && usual <= 2);
    if (enough && names.size > most) {
      best = i;
      most = names.size;
    }
  }
  if (best >= 0) return best;
  return rows
    .slice(0, 30)
    .findIndex(
      (row) =>
        filled(row) >= Math.min(usual, Math.max(2, usual - 1)) &&
        row.cells.every((cell) => typeof cell !== 'number' && !/^[\d.,\s-]+$/.test(cellText(cell)) && !isDay(cell)),
    );
}

function filled(row: TableRow): number {
  return row.cells.reduce((count: number, cell) => count + (textOf(cell) === null ? 0 : 1), 0);
}

function isDay(cell: Cell | undefined): boolean {
  const day = calendarDay(cell, 'dmy');
  return day !== null && !isFault(day);
}

const totalWords = /^(?:итог(?:о|и)?|всего|общий итог|totals?|grand total|total rows|summe|gesamt)(?=$|[\s:,.])/i;

/** A row that repeats the sum of others: «Итого», `Total: Account`, `Total : compte`, `Total rows: 1`. A campaign called "Total Care" has a date beside it. */
export function isTotal(cells: readonly Cell[], dateIndex: number | null): boolean {
  if (!cells.some((cell) => typeof cell === 'string' && totalWords.test(cell.trim()))) return false;
  return dateIndex === null || !isDay(cells[dateIndex]) || totalWords.test(cellText(cells[dateIndex]));
}

/** Whether a row holds nothing at all. */
export function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || cell === '' || (typeof cell === 'string' && cell.trim() === ''));
}
