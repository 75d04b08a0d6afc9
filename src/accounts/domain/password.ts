// The beginnings of what leaks show to be chosen most, where ten characters are asked for.
const COMMON = [
  'password',
  'qwerty',
  'qwertz',
  'azerty',
  'йцукен',
  'пароль',
  'admin',
  'welcome',
  'letmein',
  'iloveyou',
  'changeme',
  'otdel',
  'отдел',
  'marketing',
  'маркетинг',
];
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  '1q2w3e4r5t6y7u8i9o0p',
];

/**
 * Would this password be among the first that are guessed (ASVS 5.0, 6.2.4 and 6.2.11)? Too few different characters,
 * the own name or address, or a common word or keyboard row with little else.
 */
export function isWeak(password: string, about: readonly string[]): boolean {
  const text = password.toLowerCase();
  if (new Set(text).size < 5) return true;
  const own = about.flatMap((s) => s.toLowerCase().split(/[@\s.]+/)).filter((s) => s.length >= 4);
  const left = [...own, ...COMMON].reduce((rest, word) => rest.replaceAll(word, ''), text);
  if (left !== text && left.replace(/[^\p{L}\p{N}]/gu, '').length < 6) return true;
  return ROWS.some((row) => mostly(text, row));
}

/** Is at least three quarters of the text pieces (four characters and more) of a row, read either way? */
function mostly(text: string, row: string): boolean {
  const both = [row, [...row].reverse().join('')];
  let covered = 0;
  for (let i = 0; i < text.length; ) {
    let length = 0;
    while (i + length < text.length && both.some((r) => r.includes(text.slice(i, i + length + 1)))) length++;
    if (length >= 4) covered += length;
    i += Math.max(length, 1);
  }
  return covered >= text.length * 0.75;
}

/** The network an address stands for: an IPv6 household has 2^64 addresses, so its /64 counts as one. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  if (!ip.includes(':')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const groups = ip.includes('::') ? [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last] : first;
  return `${groups
    .slice(0, 4)
    .map((g) => Number.parseInt(g, 16).toString(16))
    .join(':')}::/64`;
}
