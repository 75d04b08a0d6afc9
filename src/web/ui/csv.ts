/** What a spreadsheet takes for the start of a formula (ASVS 1.2.10), behind spaces and invisible characters too. */
const formula = /^'*[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

type Value = string | number | null | undefined;

function cell(value: Value, delimiter: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? (delimiter === ';' ? String(value).replace('.', ',') : String(value)) : '';
  const text = formula.test(value) ? `'${value}` : value;
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
