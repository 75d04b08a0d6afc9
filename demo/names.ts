import type { Lang } from './company.ts';
import { chance, integer, pick, type Random } from './distributions.ts';

/** Somebody who wrote or called; all invented. Phone is E.164. */
export type Contact = { name: string; phone: string; email: string; company: string | null };

const words = (list: string): string[] => list.split(' ');

const RU_MEN = words('Алексей Андрей Артём Борис Вадим Виктор Глеб Денис Егор Иван Илья Кирилл Константин Максим Никита Олег Павел Роман Сергей Тимур');
const RU_WOMEN = words('Алина Анна Вера Дарья Екатерина Елена Ирина Ксения Мария Наталья Ольга Полина Светлана Татьяна Юлия');
const RU_SURNAMES = words(
  'Абрамцев Берёзкин Ветлугин Гвоздарёв Дубравин Ельников Жемчугов Заречнев Ивняков Калинкин Ладогин Медунов Озерцов Перелескин Родников Снегирёв Тропинин Уклейкин Холмогоров Чашкин Шиповников Яснополев',
);
const EN_NAMES = words(
  'Adam Alice Amelia Ben Callum Charlotte Daniel Edward Ella Fiona George Grace Hannah Harry Isla Jack James Kate Liam Lucy Martin Nora Oliver Paul Rachel Sam Sophie Tom Victoria Will',
);
const EN_SURNAMES = words(
  'Alderbrook Birchley Copperfall Dunmarsh Elmswick Fernhollow Greystead Hazelmoor Ivebridge Kestrelton Larkfield Mossgrove Northwell Oakhanger Pebbleton Quillford Rookstone Sedgeley Thistlewood Underhay Wrenfield Yarrowby',
);
const RU_COMPANY = [
  ['Строй', 'Мета', 'Пром', 'Фасад', 'Мост', 'Кров', 'Энерго', 'Агро', 'Тех', 'Лес', 'Норд', 'Волга'],
  ['вектор', 'сборка', 'контур', 'опора', 'узел', 'профиль', 'ресурс', 'формат', 'линия', 'пояс', 'грань', 'этаж'],
] as const;
const EN_COMPANY = [
  ['Stone', 'Iron', 'River', 'North', 'Mill', 'Copper', 'Bridge', 'Harbour', 'Oak', 'Kiln', 'Slate', 'Tower'],
  ['gate', 'line', 'works', 'frame', 'craft', 'span', 'form', 'field', 'crest', 'point', 'mark', 'side'],
] as const;
const EN_KINDS = ['Builders', 'Roofing', 'Engineering', 'Joinery', 'Contractors', 'Supplies'];

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ sch ы y э e ю yu я ya'
    .split(' ')
    .flatMap((letter, index, all) => (index % 2 === 0 ? [[letter, all[index + 1]!]] : [])),
);

/** The word in lower-case Latin letters, digits and hyphens, fit for an address. */
export const latin = (word: string): string =>
  [...word.toLowerCase().replace(/[ъь]/g, '')]
    .map((letter) => LATIN[letter] ?? letter)
    .join('')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * A number nobody has, different for every `index` below 10,000. Russia reserves no numbers for fiction: code 973
 * belongs to no operator in the carrier list of libphonenumber, while 900 000 is in use. United Kingdom: the ranges that Ofcom keeps for drama, 1,000 numbers in each of ten cities.
 */
export function phone(lang: Lang, index: number): string {
  if (lang === 'ru') return `+7973100${String((index * 7919) % 10_000).padStart(4, '0')}`;
  const cities = ['113496', '114496', '161496', '116496', '117496', '118496', '121496', '131496', '141496', '207946'];
  return `+44${cities[index % 10]}0${String((Math.floor(index / 10) * 619) % 1000).padStart(3, '0')}`;
}

function person(next: Random, lang: Lang): [first: string, last: string] {
  if (lang === 'en') return [pick(next, EN_NAMES), pick(next, EN_SURNAMES)];
  return chance(next, 0.64) ? [pick(next, RU_MEN), pick(next, RU_SURNAMES)] : [pick(next, RU_WOMEN), `${pick(next, RU_SURNAMES)}а`];
}

function company(next: Random, lang: Lang): [shown: string, host: string] {
  const [heads, tails] = lang === 'ru' ? RU_COMPANY : EN_COMPANY;
  const word = pick(next, heads) + pick(next, tails);
  if (lang === 'ru') return [`ООО «${word}»`, latin(word)];
  const kind = pick(next, EN_KINDS);
  return [`${word} ${kind} Ltd`, `${latin(word)}-${latin(kind)}`];
}

/** An invented contact; private people have no company. Addresses end in .example or example.com/.org/.net, which RFC 2606 reserves, so no letter can arrive. */
export function contact(next: Random, lang: Lang, index: number, isPrivate: boolean): Contact {
  const [first, last] = person(next, lang);
  const employer = isPrivate ? null : company(next, lang);
  const host = employer ? `${employer[1]}.example` : pick(next, ['example.com', 'example.org', 'example.net']);
  const email = `${latin(first).slice(0, chance(next, 0.5) ? 1 : 20)}.${latin(last)}${integer(next, 1, 99)}@${host}`;
  return { name: chance(next, 0.15) ? first : `${first} ${last}`, phone: phone(lang, index), email, company: employer?.[0] ?? null };
}
