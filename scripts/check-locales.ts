/** Both languages say the same, in full: same keys, plural forms, variables; and every text the interface asks for is there. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Asked, readWording } from './locale-keys.ts';

/** Plural forms that Intl.PluralRules knows for each language. */
const FORMS: Record<string, readonly string[]> = { ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] };
const LANGUAGES = Object.keys(FORMS);
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Texts = ReadonlyMap<string, string>;

/** Problems fail the check. Leftovers are texts nothing seems to ask for; a key put together at run time may be among them. */
export interface Verdict {
  readonly problems: string[];
  readonly leftovers: string[];
}

export async function checkLocales(root: string): Promise<Verdict> {
  const dir = path.join(root, 'src/web/locales');
  const names = [...new Set(LANGUAGES.flatMap((language) => fs.readdirSync(path.join(dir, language))))].map((name) => name.replace(/\.ts$/, '')).sort();
  const problems: string[] = [];
  const namespaces = new Map<string, Texts>();
  for (const name of names) {
    const [russian, english] = await Promise.all(LANGUAGES.map((language) => readTexts(path.join(dir, language, `${name}.ts`))));
    for (const [language, texts] of [['ru', russian] as const, ['en', english] as const])
      problems.push(
        ...(texts
          ? forms(texts, language)
              .concat(writing(texts, language))
              .map((line) => `${language}/${name}: ${line}`)
          : [`${language}/${name}.ts is missing`]),
      );
    if (russian && english) problems.push(...differences(russian, english).map((line) => `${name}: ${line}`));
    namespaces.set(name, new Map([...(russian ?? []), ...(english ?? [])]));
  }
  const { asked, hardCoded } = readWording(root);
  problems.push(
    ...hardCoded,
    ...asked
      .filter((one) => !answered(one, namespaces))
      .map(({ file, namespaces: within, key }) => `${file} asks for "${key}", which is not in ${within.join(' or ') || 'any namespace'}`),
  );
  return { problems, leftovers: leftovers(asked, namespaces) };
}

async function readTexts(file: string): Promise<Texts | undefined> {
  if (!fs.existsSync(file)) return undefined;
  const texts = new Map<string, string>();
  const put = (value: unknown, key: string): void => {
    if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) put(inner, key ? `${key}.${name}` : name);
    else texts.set(key, typeof value === 'string' ? value : '');
  };
  put((await import(pathToFileURL(file).href)).default, '');
  return texts;
}

const base = (key: string): string => key.replace(PLURAL, '');

function forms(texts: Texts, language: string): string[] {
  const groups = new Map<string, string[]>();
  for (const key of texts.keys()) {
    const form = PLURAL.exec(key)?.[1];
    if (form) groups.set(base(key), [...(groups.get(base(key)) ?? []), form]);
  }
  const wanted = FORMS[language]!;
  return [...groups].flatMap(([key, found]) => [
    ...wanted.filter((form) => !found.includes(form)).map((form) => `${key}_${form} is missing`),
    ...found.filter((form) => !wanted.includes(form)).map((form) => `${key}_${form} is a form the language does not have`),
  ]);
}

function writing(texts: Texts, language: string): string[] {
  return [...texts].flatMap(([key, text]) => {
    const plain = text.replaceAll(/\{\{.*?\}\}|\$t\(.*?\)|<[^>]*>/g, ' ');
    const cyrillic = /\p{Script=Cyrillic}/u.test(plain);
    const words = plain.match(/[A-Za-z][A-Za-z'’-]*/g) ?? [];
    if (text.trim() === '') return [`${key} is empty`];
    if (language === 'ru' && !cyrillic && words.length > 3) return [`${key} is not Russian: "${text}"`];
    return language === 'en' && cyrillic ? [`${key} is not English: "${text}"`] : [];
  });
}

function differences(russian: Texts, english: Texts): string[] {
  const [ru, en] = [slots(russian), slots(english)];
  const missing = (from: Map<string, string>, to: Map<string, string>, language: string): string[] =>
    [...from.keys()].filter((key) => !to.has(key)).map((key) => `${key} is missing in ${language}`);
  const unlike = [...ru].filter(([key, has]) => en.has(key) && en.get(key) !== has);
  return [...missing(ru, en, 'en'), ...missing(en, ru, 'ru'), ...unlike.map(([key, has]) => `${key} has {${has}} in ru and {${en.get(key)}} in en`)];
}

/** Variables, nested texts and tags of each key, over all its plural forms: the form for one may do without the number. */
function slots(texts: Texts): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [key, text] of texts) {
    const set = found.get(base(key)) ?? new Set();
    found.set(base(key), set);
    for (const [, variable, nested, tag] of text.matchAll(/\{\{\s*-?\s*(\w+).*?\}\}|\$t\(([^),]+)|<(\w+)/g)) set.add(variable ?? nested ?? `<${tag}>`);
  }
  return new Map([...found].map(([key, set]) => [key, [...set].sort().join(', ')]));
}

function answered({ namespaces: within, key, start, branch }: Asked, namespaces: ReadonlyMap<string, Texts>): boolean {
  const searched = within.length > 0 ? within : [...namespaces.keys()];
  return searched.some((name) => [...(namespaces.get(name)?.keys() ?? [])].some((known) => matches(known, key, start, branch)));
}

const matches = (known: string, key: string, start: boolean, branch: boolean): boolean =>
  start ? known.startsWith(key) : known === key || (PLURAL.test(known) && base(known) === key) || (branch && known.startsWith(`${key}.`));

function leftovers(asked: readonly Asked[], namespaces: ReadonlyMap<string, Texts>): string[] {
  const wanted = (name: string, known: string): boolean =>
    asked.some(({ namespaces: within, key, start, branch }) => (within.length === 0 || within.includes(name)) && matches(known, key, start, branch));
  return [...namespaces].flatMap(([name, texts]) => [...new Set([...texts.keys()].filter((key) => !wanted(name, key)).map((key) => `${name}:${base(key)}`))]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { problems, leftovers: unused } = await checkLocales(path.resolve(import.meta.dirname, '..'));
  for (const line of problems) console.error(line);
  if (unused.length > 0) console.log(`asked for by nothing that is written out (${unused.length}): ${unused.join(', ')}`);
  if (problems.length > 0) process.exitCode = 1;
}
