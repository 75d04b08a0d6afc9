import fs from 'node:fs';
import path from 'node:path';
import { type Node, parse, walk } from './source.ts';

/** A text asked for in the code. `start` is what is known of a key that is put together (`nav.${id}`): its beginning. */
export interface Asked {
  readonly file: string;
  /** Where it is looked for; empty when the code does not say (a `t` handed over as an argument): then anywhere. */
  readonly namespaces: readonly string[];
  readonly key: string;
  readonly start: boolean;
  /** It wants a branch of texts (`returnObjects`), not one. */
  readonly branch: boolean;
}

/** What a component of the interface asks i18next for, and text it holds itself instead. */
export interface Wording {
  readonly asked: readonly Asked[];
  readonly hardCoded: readonly string[];
}

/** Reads what the interface (src/web and the pages of slices, without tests and locales) asks for. */
export function readWording(root: string): Wording {
  const files = fs
    .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|gen)\.tsx?$/.test(file) && /^src\/(web\/(?!locales\/)|[^/]+\/pages\/)/.test(file));
  const found = files.map((file) => wordingOf(file, parse(fs.readFileSync(path.join(root, file), 'utf8'), file)));
  return { asked: found.flatMap(({ asked }) => asked), hardCoded: found.flatMap(({ hardCoded }) => hardCoded) };
}

function wordingOf(file: string, body: Node[]): Wording {
  const namespaces = translators(body);
  const asked: Asked[] = [];
  const hardCoded: string[] = [];
  const marked = new Set<unknown>(); // inside an element that says its own language: the names of languages in a language menu
  const ask = (keys: Asked['key'], within: readonly string[], start: boolean, branch: boolean): void => {
    const [, named, key = ''] = /^(?:([\w-]+):)?(.*)$/s.exec(keys) ?? [];
    asked.push({ file, namespaces: named ? [named] : within, key, start, branch });
  };
  for (const node of walk(body)) {
    if (node.type === 'JSXElement' && ((node.openingElement as Node).attributes as Node[]).some((one) => (one.name as Node | undefined)?.name === 'lang'))
      for (const child of node.children as Node[]) marked.add(child);
    const text = node.type === 'JSXText' && !marked.has(node) ? String(node.value).trim() : '';
    if (/\p{Script=Cyrillic}|\p{L}{2,}\s+\p{L}{2,}/u.test(text))
      hardCoded.push(`${file}: "${text}" stands in the code, in one language (if it is meant to: lang="…")`);
    const attribute = node.type === 'JSXAttribute' && (node.name as Node).name === 'i18nKey' ? literal(node.value) : undefined;
    if (attribute !== undefined) ask(attribute, [...namespaces.values()].flat(), false, false);
    if (node.type !== 'CallExpression') continue;
    const callee = node.callee as Node;
    const name = callee.type === 'MemberExpression' ? (callee.property as Node).name : callee.name;
    const within = namespaces.get(String(name));
    if (!within && name !== 't') continue;
    const [first, options] = node.arguments as Node[];
    const branch = [...walk(options ?? [])].some((inner) => inner.name === 'returnObjects');
    for (const { key, start } of keysOf(first)) ask(key, within ?? [], start, branch);
  }
  return { asked, hardCoded };
}

/** Names of translating functions in a file and their namespaces: `const { t: ui } = useTranslation('ui')`. */
function translators(body: Node[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const node of walk(body)) {
    const call = node.type === 'VariableDeclarator' ? (node.init as Node | null) : null;
    if (call?.type !== 'CallExpression' || (call.callee as Node).name !== 'useTranslation') continue;
    const [argument] = call.arguments as Node[];
    const names = argument ? [...walk(argument)].map(literal).filter((name) => name !== undefined) : [];
    for (const property of ((node.id as Node).properties as Node[] | undefined) ?? []) {
      if ((property.key as Node | undefined)?.name !== 't') continue;
      const alias = String((property.value as Node).name);
      found.set(alias, [...(found.get(alias) ?? []), ...names]);
    }
  }
  return found;
}

/** The keys an argument may come to: a text, either side of a condition, the known beginning of a template. */
function keysOf(node: Node | undefined): { key: string; start: boolean }[] {
  if (!node) return [];
  const text = literal(node);
  if (text !== undefined) return [{ key: text, start: false }];
  if (node.type === 'ConditionalExpression') return [...keysOf(node.consequent as Node), ...keysOf(node.alternate as Node)];
  if (node.type === 'LogicalExpression') return [...keysOf(node.left as Node), ...keysOf(node.right as Node)];
  if (node.type === 'ArrayExpression') return (node.elements as Node[]).flatMap(keysOf);
  if (/^TS(As|NonNull|Satisfies)/.test(node.type)) return keysOf(node.expression as Node);
  if (node.type !== 'TemplateLiteral') return [];
  const [first] = node.quasis as { value: { cooked: string } }[];
  return first ? [{ key: first.value.cooked, start: (node.expressions as []).length > 0 }] : [];
}

function literal(value: unknown): string | undefined {
  const node = value as Node | null;
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
