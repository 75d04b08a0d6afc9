/** How names are compared: files, people and ad systems write the same channel in many ways. */

/** A name as compared: lower case, one space, no underscores and dashes; Cyrillic stays what it is. '' when nothing is left. */
export function nameKey(name: string | null | undefined): string {
  return (name ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u2010-\u2015]+/g, ' ')
    .trim();
}

const latin: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** Words of a key in Latin letters, so that «Яндекс Директ» meets yandex-direct (кс is what people type for x, and the reverse). */
function words(key: string): string[] {
  return [...key]
    .map((c) => latin[c] ?? c)
    .join('')
    .replaceAll('ks', 'x')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function pairs(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) found.set(text.slice(i, i + 2), (found.get(text.slice(i, i + 2)) ?? 0) + 1);
  return found;
}

/** Dice coefficient of letter pairs. */
function spelling(a: string, b: string): number {
  if (a === b) return 1;
  const [x, y] = [pairs(a), pairs(b)];
  let common = 0;
  for (const [pair, n] of x) common += Math.min(n, y.get(pair) ?? 0);
  const all = Math.max(0, a.length - 1) + Math.max(0, b.length - 1);
  return all > 0 ? (2 * common) / all : 0;
}

/**
 * How much two keys look like one name, 0 to 1: the greater of their shared words and their spelling without spaces. A name whose two or
 * more words all stand in the other (content syndication, paid content syndication) counts 0.9.
 */
export function nameSimilarity(a: string, b: string): number {
  const [x, y] = [new Set(words(a)), new Set(words(b))];
  if (x.size === 0 || y.size === 0) return 0;
  const common = [...x].filter((w) => y.has(w)).length;
  const contained = common >= 2 && common === Math.min(x.size, y.size) ? 0.9 : 0;
  return Math.max(common / (x.size + y.size - common), contained, spelling([...x].join(''), [...y].join('')));
}

/** From this similarity two names are proposed as one channel: "paid search" and "organic search" (0.5) are not. */
export const similarEnough = 0.75;
