import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLocales } from './check-locales.ts';

const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) fs.rmSync(tree, { recursive: true });
});

const good = {
  ru: `export default { title: 'Лиды', nav: { plan: 'План' }, rows_one: '{{count}} строка', rows_few: '{{count}} строки', rows_many: '{{count}} строк', rows_other: '{{count}} строки', sent: 'Отправлено: <b>{{when, datetime}}</b>', steps: ['Раз', 'Два'], brand: 'Google Ads API' };`,
  en: `export default { title: 'Leads', nav: { plan: 'Plan' }, rows_one: 'one row', rows_other: '{{count}} rows', sent: 'Sent: <b>{{when, datetime}}</b>', steps: ['One', 'Two'], brand: 'Google Ads API' };`,
  page: `import { useTranslation } from 'react-i18next';
    export function Page({ id, on }: { id: string; on: boolean }) {
      const { t } = useTranslation('leads');
      const { t: ui } = useTranslation(['ui']);
      return <p title={t(on ? 'title' : 'brand')}>{t(\`nav.\${id}\`)} {t('rows', { count: 1 })} {ui('ok')} {t('ui:ok')} {t('steps', { returnObjects: true })} Otdel <b lang="ru">Русский</b><Trans i18nKey="sent" /></p>;
    }`,
  uiRu: `export default { ok: 'Да' };`,
  uiEn: `export default { ok: 'Yes' };`,
};

function check(changed: Partial<typeof good>) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'otdel-locales-'));
  trees.push(root);
  const tree = { ...good, ...changed };
  const files = {
    'src/web/locales/ru/leads.ts': tree.ru,
    'src/web/locales/en/leads.ts': tree.en,
    'src/web/locales/ru/ui.ts': tree.uiRu,
    'src/web/locales/en/ui.ts': tree.uiEn,
    'src/leads/pages/page.tsx': tree.page,
  };
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    if (text) fs.writeFileSync(path.join(root, file), text);
  }
  return checkLocales(root);
}

test('two good languages have no problems and no leftovers', async () => {
  expect(await check({})).toEqual({ problems: [], leftovers: [] });
});

const change = (where: 'ru' | 'en' | 'page', from: string, to: string) => ({ [where]: good[where].replace(from, to) });
const broken: [rule: string, changed: Partial<typeof good>, problem: string][] = [
  ['a key without its Russian', change('ru', `title: 'Лиды',`, ''), 'title is missing in ru'],
  ['a key without its English', change('en', `brand: 'Google Ads API'`, ''), 'brand is missing in en'],
  ['a whole file without its English', { uiEn: '' }, 'en/ui.ts is missing'],
  ['a Russian plural without "few"', change('ru', `rows_few: '{{count}} строки',`, ''), 'ru/leads: rows_few is missing'],
  ['an English plural without "other"', change('en', `rows_other: '{{count}} rows',`, ''), 'en/leads: rows_other is missing'],
  ['an English plural with "few"', change('en', 'rows_one:', `rows_few: 'a', rows_one:`), 'rows_few is a form the language does not have'],
  ['other variables', change('en', '{{when, datetime}}', '{{at, datetime}}'), 'sent has {<b>, when} in ru and {<b>, at} in en'],
  ['other tags', change('en', '<b>{{when, datetime}}</b>', '{{when, datetime}}'), 'sent has {<b>, when} in ru and {when} in en'],
  ['an empty text', change('en', `'Plan'`, `' '`), 'en/leads: nav.plan is empty'],
  ['English in the Russian', change('ru', `'Лиды'`, `'All the leads here'`), 'title is not Russian'],
  ['Russian in the English', change('en', `'Leads'`, `'Лиды'`), 'title is not English'],
  ['a text that is not there', change('page', `t('rows'`, `t('row'`), 'asks for "row", which is not in leads'],
  ['one side of a condition that is not there', change('page', `'title' :`, `'tittle' :`), 'asks for "tittle"'],
  ['the beginning of a key that is not there', change('page', 'nav.', 'navi.'), 'asks for "navi."'],
  ['a text of another namespace', change('page', `ui('ok')`, `ui('title')`), 'asks for "title", which is not in ui'],
  ['a named namespace without the text', change('page', `'ui:ok'`, `'ui:no'`), 'asks for "no", which is not in ui'],
  ['an i18nKey that is not there', change('page', 'i18nKey="sent"', 'i18nKey="send"'), 'asks for "send"'],
  ['a branch asked for as one text', change('page', `t('steps', { returnObjects: true })`, `t('steps')`), 'asks for "steps"'],
  ['text in the code', change('page', 'Otdel', 'Otdel is ready'), 'stands in the code, in one language'],
];

test.each(broken)('found: %s', async (_rule, changed, problem) => {
  expect((await check(changed)).problems.join('\n')).toContain(problem);
});

test('a text nothing asks for is a leftover, not a problem', async () => {
  const { problems, leftovers } = await check({ uiRu: `export default { ok: 'Да', no: 'Нет' };`, uiEn: `export default { ok: 'Yes', no: 'No' };` });
  expect({ problems, leftovers }).toEqual({ problems: [], leftovers: ['ui:no'] });
});
