import type { Lang, Text } from './company.ts';
import { latin } from './names.ts';

/** Roles of the product that somebody in the demo company has. */
export type DemoRole = 'owner' | 'head' | 'head_of_sales' | 'marketer' | 'sales' | 'contractor';

/** A person of the demo company; `monthlyCost` is the full cost to the company in roubles, null for those marketing does not pay. */
export type DemoPerson = { key: string; name: string; role: DemoRole; title: string; email: string; monthlyCost: number | null };

const PEOPLE: readonly { key: string; role: DemoRole; name: Text; title: Text; monthlyCost: number | null }[] = [
  { key: 'owner', role: 'owner', name: { ru: 'Виктор Ладогин', en: 'Edward Larkfield' }, title: { ru: 'Собственник', en: 'Owner' }, monthlyCost: null },
  {
    key: 'head',
    role: 'head',
    name: { ru: 'Елена Тропинина', en: 'Hannah Wrenfield' },
    title: { ru: 'Руководитель отдела маркетинга', en: 'Head of marketing' },
    monthlyCost: 260_000,
  },
  {
    key: 'ppc',
    role: 'marketer',
    name: { ru: 'Никита Озерцов', en: 'Sam Rookstone' },
    title: { ru: 'Специалист по контекстной рекламе', en: 'PPC specialist' },
    monthlyCost: 165_000,
  },
  {
    key: 'content',
    role: 'marketer',
    name: { ru: 'Дарья Калинкина', en: 'Grace Mossgrove' },
    title: { ru: 'Контент-маркетолог', en: 'Content marketer' },
    monthlyCost: 140_000,
  },
  {
    key: 'head-of-sales',
    role: 'head_of_sales',
    name: { ru: 'Олег Заречнев', en: 'Martin Oakhanger' },
    title: { ru: 'Руководитель отдела продаж', en: 'Head of sales' },
    monthlyCost: null,
  },
  {
    key: 'sales-1',
    role: 'sales',
    name: { ru: 'Ирина Медунова', en: 'Lucy Thistlewood' },
    title: { ru: 'Менеджер по продажам', en: 'Sales manager' },
    monthlyCost: null,
  },
  {
    key: 'sales-2',
    role: 'sales',
    name: { ru: 'Павел Снегирёв', en: 'Tom Greystead' },
    title: { ru: 'Менеджер по продажам', en: 'Sales manager' },
    monthlyCost: null,
  },
  {
    key: 'sales-3',
    role: 'sales',
    name: { ru: 'Тимур Чашкин', en: 'Callum Pebbleton' },
    title: { ru: 'Менеджер по продажам', en: 'Sales manager' },
    monthlyCost: null,
  },
  {
    key: 'seo-agency',
    role: 'contractor',
    name: { ru: 'Ксения Ветлугина', en: 'Nora Quillford' },
    title: { ru: 'Агентство поисковой оптимизации', en: 'SEO agency' },
    monthlyCost: 180_000,
  },
];

/** The people of the department and those it works with, in the given language. Their addresses end in .example, so nothing can be sent to them. */
export const people = (lang: Lang): DemoPerson[] =>
  PEOPLE.map(({ key, role, name, title, monthlyCost }) => ({
    key,
    role,
    name: name[lang],
    title: title[lang],
    email: `${latin(name[lang]).replace('-', '.')}@${lang === 'ru' ? 'krepdvor' : 'anchoryard'}.example`,
    monthlyCost,
  }));
