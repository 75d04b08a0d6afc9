/** Reading the product's tables as a person does: by the name of the row and the heading of the column. */
import type { Locator, Page } from 'playwright-core';
import type { Language } from './words.ts';

/** A number as the language writes it, whatever currency stands beside it; null for a dash. */
export function figure(language: Language, text: string): number | null {
  const digits = text.replace(/[^\d.,−-]/g, '').replace('−', '-');
  if (!/\d/.test(digits)) return null;
  return Number(language === 'ru' ? digits.replace(',', '.') : digits.replaceAll(',', ''));
}

/** The row whose first cell ends with this; a button to unfold it may stand before. */
export function rowOf(page: Page, name: string): Locator {
  const ending = new RegExp(`(^|\\s)${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: ending }) });
}

/** The cell of a row below a heading. */
export async function cellOf(page: Page, row: Locator, heading: string): Promise<Locator> {
  const headings = await page.getByRole('columnheader').allInnerTexts();
  const at = headings.findIndex((text) => text.trim() === heading);
  if (at < 1) throw new Error(`no column ${heading} among ${headings.join(' | ')}`);
  return row.getByRole('gridcell').nth(at - 1);
}
