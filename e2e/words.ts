/** The texts of the product, from its own locale files: what a test looks for on the screen is what the product is made to say. */
import fs from 'node:fs';
import path from 'node:path';
import { createInstance } from 'i18next';
import type { Language } from '../src/web/i18n.ts';

const folder = path.resolve(import.meta.dirname, '../src/web/locales');

export type { Language };
export const languages = ['ru', 'en'] as const satisfies Language[];
/** `t('accounts:setup.verb')`, with the same parameters as in the product; throws when there is no such text. */
export type Words = (key: string, parameters?: Record<string, unknown>) => string;

export async function words(language: Language): Promise<Words> {
  const resources: Record<string, object> = {};
  for (const file of fs.readdirSync(path.join(folder, language)))
    resources[path.basename(file, '.ts')] = ((await import(path.join(folder, language, file))) as { default: object }).default;
  const i18n = createInstance();
  await i18n.init({ lng: language, fallbackLng: false, resources: { [language]: resources } as never, interpolation: { escapeValue: false } });
  return (key, parameters = {}) => {
    if (!i18n.exists(key, parameters)) throw new Error(`no text ${key} in ${language}`);
    return i18n.t(key, parameters);
  };
}
