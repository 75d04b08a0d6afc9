/*
 * What spreadsheets take for the start of a formula (ASVS 1.2.10), behind any spaces and invisible characters, in full width too (Excel folds
 * it). The apostrophe is what a person types to say "this is text"; text that already has one gets another, so that reading gives back the same.
 */
const formula = /^'*[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Text made safe to open in a spreadsheet. */
export function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text as it was before `guarded`. */
export function unguarded(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
