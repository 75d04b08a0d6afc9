/**
 * Holds the house to ARCHITECTURE.md: which files a slice may have, what may import what, and what never reaches the
 * browser. There is no list of exceptions; a rule that is wrong is changed here, for everybody.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Import, readSources, type Source } from './source.ts';

const WORDS = ['contract', 'domain', 'queries', 'actions', 'routes', 'jobs'];
/** What one slice may use of another, and what of that the browser may. */
const SHARED = ['contract', 'domain', 'actions', 'queries'];
const SHARED_WITH_BROWSER = ['contract', 'domain'];
const SERVER_PACKAGES = /^(node:|pg(-|$)|fastify$|@fastify\/|kysely|graphile-worker|@node-rs\/|otpauth$|pino$|nodemailer)/;
/** Packages a part of a slice leaves to others: HTTP to the routes, SQL to the queries. */
const LEFT_TO_OTHERS: Record<string, RegExp> = {
  contract: SERVER_PACKAGES,
  domain: SERVER_PACKAGES,
  queries: /^(fastify$|@fastify\/)/,
  actions: /^(fastify$|@fastify\/)/,
  routes: /^(pg(-|$)|kysely)/,
  pages: SERVER_PACKAGES,
};
const WORLD = ['Math.random', 'Date.now', 'new Date()', 'performance.now'];
const LINES = 300;

/** Where a file stands: `wiring` at the top, `platform`, `web`, `demo`, or a part of a slice. */
interface Place {
  readonly area: string;
  readonly part: string;
  readonly test: boolean;
}

function placeOf(file: string): Place {
  const [top = '', area = '', next = ''] = file.split('/');
  const test = /\.test\.tsx?$/.test(file) || file.startsWith('src/platform/testing/');
  if (top !== 'src') return { area: top, part: '', test };
  if (file === 'src/permissions.ts') return { area: 'permissions', part: '', test };
  if (/\.tsx?$/.test(area) || area === 'commands') return { area: 'wiring', part: '', test };
  return { area, part: next.replace(/(\.test)?\.tsx?$/, ''), test };
}

const isSlice = ({ area }: Place): boolean => !['wiring', 'permissions', 'platform', 'web', 'demo', 'scripts', 'bench', 'e2e'].includes(area);
const forBrowser = (place: Place): boolean => place.area === 'web' || (isSlice(place) && ['contract', 'domain', 'pages'].includes(place.part));

/** Every way in which the tree below `root` breaks the rules, one line each. */
export function checkSlices(root: string): string[] {
  const sources = readSources(root, ['src', 'demo', 'scripts', 'bench', 'e2e']).filter(
    ({ file }) => !file.endsWith('.gen.ts') && !file.endsWith('/vite.config.ts'),
  );
  const dependencies = Object.keys(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies ?? {});
  const product = sources.filter(({ file }) => file.startsWith('src/') && !placeOf(file).test);
  return [
    ...sources.flatMap(shape),
    ...product.flatMap((source) => source.imports.flatMap((one) => direction(source, one) ?? [])),
    ...product.flatMap((source) => outside(source, dependencies)),
    ...reach(product),
    ...cycles(new Map(product.map((source) => [source.file, locals(source)]))),
    ...cycles(sliceGraph(product)),
  ];
}

/** Names, sizes and kinds of files. */
function shape({ file, lines, barrel, reads }: Source): string[] {
  const found: string[] = [];
  const place = placeOf(file);
  const [, folder = '', name = '', ...deeper] = file.split('/');
  if (lines > LINES) found.push(`${file}: ${lines} lines, ${LINES} are enough`);
  if (/(^|[/.-])(utils?|helpers?|services?|common|misc)([/.-]|$)/.test(file)) found.push(`${file}: the name says nothing of what is in it`);
  if (barrel || /\/index\.tsx?$/.test(file)) found.push(`${file}: a barrel; import from the file itself`);
  if (file.startsWith('src/') && !name && !['main.ts', 'app.ts', 'cli.ts', 'permissions.ts'].includes(folder))
    found.push(`${file}: belongs into a slice or the platform`);
  if (isSlice(place)) {
    const known = place.part === 'pages' ? deeper.length > 0 : WORDS.includes(place.part) || (place.test && deeper.length === 0);
    if (!known) found.push(`${file}: a slice has ${WORDS.join(', ')}, pages/ and their tests, nothing else`);
    if (place.part === 'domain' && !place.test)
      for (const read of WORLD.filter((one) => reads.has(one))) found.push(`${file}: ${read} in domain; take it as an argument`);
  }
  const free = place.test || file === 'src/platform/config.ts' || !file.startsWith('src/');
  if (reads.has('process.env') && !free) found.push(`${file}: process.env is read in src/platform/config.ts only`);
  return found;
}

/** May this file import that one? */
function direction({ file }: Source, one: Import): string | undefined {
  const from = placeOf(file);
  const say = (why: string): string => `${file} imports ${one.to}: ${why}`;
  if (!one.local) return LEFT_TO_OTHERS[from.part]?.test(one.to) && isSlice(from) && !one.typeOnly ? say(`not in ${from.part}`) : undefined;
  const to = placeOf(one.to);
  if (to.test) return say('a test');
  if (from.area === 'wiring') return to.area === 'web' ? say('the web application is built apart') : undefined;
  if (from.area === 'permissions') return say('the table of permissions stands alone');
  if (from.area === 'platform') {
    if (to.area === 'platform' || (to.area === 'permissions' && one.typeOnly)) return undefined;
    return say('the platform knows no slice');
  }
  if (to.area === 'wiring') return say('what wires everything together is imported by nothing');
  if (['platform', 'permissions'].includes(to.area)) return undefined;
  const browser = from.area === 'web' || from.part === 'pages';
  if (to.area === 'web') return browser ? undefined : say('only pages may');
  if (to.area === 'demo') return browser ? say('the generator stays on the server') : undefined;
  if (!isSlice(to)) return say('not a part of the product');
  if (from.area === 'web') return ['pages', ...SHARED_WITH_BROWSER].includes(to.part) ? undefined : say('the browser gets contracts, domain and pages');
  if (from.area === to.area) return browser || to.part !== 'pages' ? undefined : say('only pages may');
  const shared = browser ? SHARED_WITH_BROWSER : SHARED;
  return shared.includes(to.part) ? undefined : say(`of another slice only ${shared.join(', ')}`);
}

/** Server code runs with `npm ci --omit=dev`: what it imports must be a dependency. Web and pages are bundled. */
function outside({ file, imports }: Source, dependencies: readonly string[]): string[] {
  const place = placeOf(file);
  if (place.area === 'web' || place.part === 'pages') return [];
  return imports
    .filter(({ local, typeOnly, to }) => !local && !typeOnly && !to.startsWith('node:'))
    .filter(({ to }) => !dependencies.includes(to.split('/', to.startsWith('@') ? 2 : 1).join('/')))
    .map(({ to }) => `${file} imports ${to}: not among the dependencies of package.json`);
}

/** Follows what the browser loads; a server package at the end of the way is reported with the way. */
function reach(product: readonly Source[]): string[] {
  const byFile = new Map(product.map((source) => [source.file, source]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const follow = (source: Source, way: string[]): void => {
    if (seen.has(source.file)) return;
    seen.add(source.file);
    for (const { to, local, typeOnly } of source.imports) {
      if (typeOnly) continue;
      if (!local && SERVER_PACKAGES.test(to)) found.add(`${[...way, source.file].join(' → ')} → ${to}: does not exist in a browser`);
      const next = local ? byFile.get(to) : undefined;
      if (next) follow(next, [...way, source.file]);
    }
  };
  for (const source of product) if (forBrowser(placeOf(source.file))) follow(source, []);
  return [...found];
}

const locals = (source: Source): string[] => source.imports.filter(({ local, typeOnly }) => local && !typeOnly).map(({ to }) => to);

/** Slices and the slices their server side needs; pages may point at each other's contracts as the screens do. */
function sliceGraph(product: readonly Source[]): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const { file, imports } of product) {
    const from = placeOf(file);
    if (!isSlice(from) || from.part === 'pages') continue;
    const others = imports.filter(({ local }) => local).map(({ to }) => placeOf(to));
    graph.set(from.area, [...(graph.get(from.area) ?? []), ...others.filter((to) => isSlice(to) && to.area !== from.area).map((to) => to.area)]);
  }
  return graph;
}

function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (at: string, way: readonly string[]): void => {
    if (way.includes(at)) found.add(`${[...way.slice(way.indexOf(at)), at].join(' → ')}: a cycle`);
    if (way.includes(at) || done.has(at)) return;
    for (const next of graph.get(at) ?? []) visit(next, [...way, at]);
    done.add(at);
  };
  for (const start of graph.keys()) visit(start, []);
  return [...found];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = checkSlices(path.resolve(import.meta.dirname, '..'));
  for (const line of found) console.error(line);
  if (found.length > 0) process.exitCode = 1;
}
