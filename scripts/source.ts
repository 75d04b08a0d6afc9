import fs from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** One import of a source file: a package (or node: module) by its specifier, a file by its path from the root. */
export interface Import {
  readonly to: string;
  readonly local: boolean;
  readonly typeOnly: boolean;
}

/** What the checks need to know of a source file. */
export interface Source {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** It only passes other files' exports on. */
  readonly barrel: boolean;
  /** `process.env`, `Math.random`, `Date.now`, `new Date()`: what it reads from the world without being given it. */
  readonly reads: ReadonlySet<string>;
}

/** A node of the syntax tree, as far as the checks look at it. */
export type Node = { readonly type: string; readonly [key: string]: unknown };

/** Every source file below the folders, parsed. */
export function readSources(root: string, folders: readonly string[]): Source[] {
  return folders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
    )
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    .sort()
    .map((file) => readSource(root, file));
}

function readSource(root: string, file: string): Source {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const body = parse(text, file);
  const imports: Import[] = [];
  const reads = new Set<string>();
  for (const node of walk(body)) {
    const from = (node.source as { value?: unknown } | null | undefined)?.value;
    if (typeof from === 'string' && /^(Import|Export|TSImportType)/.test(node.type)) {
      const local = from.startsWith('.');
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
      imports.push({ to: local ? path.posix.join(path.posix.dirname(file), from) : from, local, typeOnly });
    }
    const object = node.object as { name?: string } | undefined;
    const property = node.property as { name?: string } | undefined;
    if (node.type === 'MemberExpression' && object?.name && property?.name) reads.add(`${object.name}.${property.name}`);
    if (node.type === 'NewExpression' && (node.callee as { name?: string }).name === 'Date' && (node.arguments as []).length === 0) reads.add('new Date()');
  }
  const passesOn = (node: Node): boolean => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null);
  return { file, lines: text.trimEnd().split('\n').length, imports, barrel: body.length > 0 && body.every(passesOn), reads };
}

/** The statements of a file. */
export const parse = (text: string, file: string): Node[] => parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file).body as unknown as Node[];

/** Every node in and below a value of the tree, outer ones first. */
export function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (value !== null && typeof value === 'object') {
    if (typeof (value as Node).type === 'string') yield value as Node;
    for (const child of Object.values(value)) yield* walk(child);
  }
}
