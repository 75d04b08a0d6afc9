import { guarded } from '../../platform/tables/formula.ts';

type Value = string | number | null | undefined;

function cell(value: Value, delimiter: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? (delimiter === ';' ? String(value).replace('.', ',') : String(value)) : '';
  const text = guarded(value);
  return /["\r\n;,\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What is on the screen as a CSV that Excel opens by a double click: `;` and a decimal comma in Russian. */
export function csvOf(rows: Value[][], language: string): string {
  const delimiter = language === 'ru' ? ';' : ',';
  return `\ufeff${rows.map((row) => row.map((v) => cell(v, delimiter)).join(delimiter)).join('\r\n')}\r\n`;
}

/** Hands the browser a file to save. */
export function saveFile(name: string, content: BlobPart, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
