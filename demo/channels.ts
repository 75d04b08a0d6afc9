import type { Verdict } from '../src/channels/domain/codes.ts';
import type { Segment, Text } from './company.ts';

/** Why Sales refuse a lead or lose a deal: the closed list of the qualification contract. */
export type Reason =
  | 'duplicate'
  | 'unreachable'
  | 'no_need'
  | 'no_budget'
  | 'not_decider'
  | 'region'
  | 'product'
  | 'timing'
  | 'competitor'
  | 'price'
  | 'chose_competitor'
  | 'no_answer';

/**
 * How money is spent, in roubles net of VAT. `auction`: every day, swinging from week to week by `wobble` (sigma of the logarithm) and growing `growth`-fold
 * from the first day to the last; `fee`: the same sum every day of the month; `events`: `each` per event, on the given days of the
 * history; `none`: nothing is paid.
 */
export type Spend =
  | { law: 'auction'; perMonth: number; wobble: number; growth: number }
  | { law: 'fee'; perMonth: number }
  | { law: 'events'; each: number; days: readonly number[] }
  | { law: 'none' };

/** One campaign of a channel; `share` of the channel's money and leads. */
export type Campaign = { name: Text; share: number; terms?: Readonly<{ ru: readonly string[]; en: readonly string[] }> };

/** A channel with everything the generator knows and the analyst does not. */
export type Channel = {
  key: string;
  name: Text;
  /** Where the cost file comes from; null when the cost is entered by hand. */
  platform: Text | null;
  source: Text;
  medium: string;
  spend: Spend;
  leadsPerMonth: number;
  /** Saturation: the leads of a week grow as spend^beta, so the next lead costs 1/beta of the average one. */
  beta: number;
  /** Share of leads that fit the criteria of Sales, share that is no lead at all, and share of qualified ones that buy. */
  qualified: number;
  invalid: number;
  wins: number;
  /** How much longer or shorter than the company's the sales cycle is. */
  cycle: number;
  segments: Readonly<Record<Segment, number>>;
  /** Weights of the reasons to refuse a lead. */
  rejects: Readonly<Partial<Record<Reason, number>>>;
  /** Days from the channel's first day to "today"; absent = from the beginning of the history. */
  age?: number;
  /** Cost of a click in roubles and click-through rate; absent where the channel does not report them. */
  clicks?: { cost: number; rate: number };
  /** A click identifier the platform adds to the address of the page. */
  clickId?: Text;
  /** Whether the platform's file holds sums with VAT ("gross") or without; null = a supplier without VAT. */
  vat: 'gross' | 'net' | null;
  /** A stretch when the marks in the links were lost: `lost` = no source at all, `macro` = the platform's placeholder was not filled in. */
  untagged?: { from: number; days: number; how: 'lost' | 'macro' };
  campaigns: readonly Campaign[];
  /** What people answer to "How did you hear about us?". */
  heard: Readonly<{ ru: readonly string[]; en: readonly string[] }>;
  /** What a wise head of marketing, who knew all of the above, would decide. */
  truth: Verdict;
};

const MIX: Channel['segments'] = { retail: 40, wholesale: 33, industry: 15, contractor: 12 };
const REASONS: Channel['rejects'] = {
  unreachable: 20,
  no_need: 18,
  timing: 13,
  price: 12,
  product: 10,
  no_answer: 9,
  no_budget: 8,
  chose_competitor: 7,
  not_decider: 6,
  region: 5,
  duplicate: 6,
  competitor: 4,
};

/** The dozen channels of the demo company. Every figure is chosen so that one of the five verdicts is the right answer, and can be learnt from the data. */
export const CHANNELS: readonly Channel[] = [
  {
    key: 'brand',
    name: { ru: 'Яндекс Директ: бренд', en: 'Google Ads: brand search' },
    platform: { ru: 'Яндекс Директ', en: 'Google Ads' },
    source: { ru: 'yandex', en: 'google' },
    medium: 'cpc',
    spend: { law: 'auction', perMonth: 45_000, wobble: 0.3, growth: 1.3 },
    leadsPerMonth: 46,
    beta: 0.25,
    qualified: 0.6,
    invalid: 0.04,
    wins: 0.38,
    cycle: 0.8,
    segments: MIX,
    rejects: REASONS,
    clicks: { cost: 28, rate: 0.21 },
    clickId: { ru: 'yclid', en: 'gclid' },
    vat: 'gross',
    campaigns: [
      { name: { ru: 'search_brand', en: 'search_brand' }, share: 1, terms: { ru: ['крепёжный двор', 'krepdvor'], en: ['anchor yard', 'anchoryard'] } },
    ],
    heard: {
      ru: ['Давно вас знаю', 'Работали с вами раньше', 'Искал вас в Яндексе'],
      en: ['I know you already', 'We bought from you before', 'Looked you up'],
    },
    truth: 'keep',
  },
  {
    key: 'search',
    name: { ru: 'Яндекс Директ: поиск', en: 'Google Ads: search' },
    platform: { ru: 'Яндекс Директ', en: 'Google Ads' },
    source: { ru: 'yandex', en: 'google' },
    medium: 'cpc',
    spend: { law: 'auction', perMonth: 440_000, wobble: 0.24, growth: 2 },
    leadsPerMonth: 78,
    beta: 0.24,
    qualified: 0.46,
    invalid: 0.06,
    wins: 0.33,
    cycle: 1,
    segments: MIX,
    rejects: REASONS,
    clicks: { cost: 145, rate: 0.075 },
    clickId: { ru: 'yclid', en: 'gclid' },
    vat: 'gross',
    untagged: { from: 262, days: 6, how: 'macro' },
    campaigns: [
      {
        name: { ru: 'search_metizy_opt', en: 'search_fasteners_bulk' },
        share: 46,
        terms: { ru: ['метизы оптом', 'крепёж оптом купить', 'саморезы оптом'], en: ['bulk fasteners', 'wholesale screws'] },
      },
      {
        name: { ru: 'search_ankery', en: 'search_anchors' },
        share: 32,
        terms: { ru: ['анкер химический купить', 'анкер-болт м12'], en: ['chemical anchor', 'm12 anchor bolt'] },
      },
      {
        name: { ru: 'search_vysokoprochnye', en: 'search_structural_bolts' },
        share: 22,
        terms: { ru: ['болты 10.9', 'высокопрочный крепёж'], en: ['grade 10.9 bolts', 'structural bolts'] },
      },
    ],
    heard: { ru: ['Нашёл в Яндексе', 'Через поиск', 'Реклама в поиске'], en: ['Found you on Google', 'Through search', 'A search ad'] },
    truth: 'keep',
  },
  {
    key: 'display',
    name: { ru: 'Яндекс Директ: РСЯ', en: 'Google Ads: display' },
    platform: { ru: 'Яндекс Директ', en: 'Google Ads' },
    source: { ru: 'yandex', en: 'google' },
    medium: 'display',
    spend: { law: 'auction', perMonth: 230_000, wobble: 0.3, growth: 1.2 },
    leadsPerMonth: 65,
    beta: 0.75,
    qualified: 0.16,
    invalid: 0.07,
    wins: 0.22,
    cycle: 1,
    segments: MIX,
    // The advertisement is shown across the whole country although the company ships to one part of it: one setting to repair, hence "fix" and not "drop".
    rejects: { region: 62, unreachable: 12, no_need: 10, timing: 6, price: 5, no_budget: 5 },
    clicks: { cost: 24, rate: 0.0042 },
    clickId: { ru: 'yclid', en: 'gclid' },
    vat: 'gross',
    campaigns: [
      { name: { ru: 'rsya_interesy_stroitelstvo', en: 'display_interest_construction' }, share: 60 },
      { name: { ru: 'rsya_pohozhie', en: 'display_lookalike' }, share: 40 },
    ],
    heard: { ru: ['Баннер на сайте', 'Реклама в интернете'], en: ['A banner', 'An ad on some site'] },
    truth: 'fix',
  },
  {
    key: 'social',
    name: { ru: 'VK Реклама', en: 'Meta Ads' },
    platform: { ru: 'VK Реклама', en: 'Meta Ads' },
    source: { ru: 'vk', en: 'facebook' },
    medium: 'paid_social',
    spend: { law: 'auction', perMonth: 210_000, wobble: 0.3, growth: 1.1 },
    leadsPerMonth: 50,
    beta: 0.8,
    qualified: 0.12,
    invalid: 0.14,
    wins: 0.15,
    cycle: 1.1,
    segments: { retail: 55, wholesale: 27, industry: 8, contractor: 10 },
    rejects: { no_need: 27, unreachable: 25, no_budget: 15, not_decider: 13, timing: 8, product: 7, region: 5 },
    clicks: { cost: 38, rate: 0.006 },
    clickId: { ru: 'rb_clickid', en: 'fbclid' },
    vat: 'net',
    untagged: { from: 188, days: 8, how: 'lost' },
    campaigns: [
      { name: { ru: 'vk_lidforma_prorab', en: 'meta_leadform_site_managers' }, share: 58 },
      { name: { ru: 'vk_trafik_katalog', en: 'meta_traffic_catalogue' }, share: 42 },
    ],
    heard: { ru: ['ВКонтакте', 'Реклама ВК', 'Соцсети'], en: ['Facebook', 'Instagram', 'Social media'] },
    truth: 'drop',
  },
  {
    key: 'seo',
    name: { ru: 'Поисковая оптимизация', en: 'Organic search' },
    platform: null,
    source: { ru: 'yandex', en: 'google' },
    medium: 'organic',
    spend: { law: 'fee', perMonth: 260_000 },
    leadsPerMonth: 42,
    beta: 0.7,
    qualified: 0.46,
    invalid: 0.04,
    wins: 0.3,
    cycle: 1,
    segments: MIX,
    rejects: REASONS,
    vat: null,
    campaigns: [{ name: { ru: 'Агентство и статьи', en: 'Agency and articles' }, share: 1 }],
    heard: { ru: ['Нашёл в Яндексе', 'Читал вашу статью', 'Поиск'], en: ['Google', 'Read your article', 'Search'] },
    truth: 'keep',
  },
  {
    key: 'maps',
    name: { ru: 'Карты: Яндекс и 2ГИС', en: 'Google Maps' },
    platform: { ru: 'Яндекс Бизнес', en: 'Google Ads' },
    source: { ru: 'yandex_maps', en: 'google_maps' },
    medium: 'maps',
    spend: { law: 'auction', perMonth: 95_000, wobble: 0.3, growth: 1.5 },
    leadsPerMonth: 42,
    beta: 0.85,
    qualified: 0.46,
    invalid: 0.05,
    wins: 0.3,
    cycle: 0.9,
    segments: MIX,
    rejects: REASONS,
    clicks: { cost: 62, rate: 0.034 },
    vat: 'gross',
    campaigns: [
      { name: { ru: 'prioritet_yandex', en: 'maps_store_north' }, share: 64 },
      { name: { ru: 'prioritet_2gis', en: 'maps_store_south' }, share: 36 },
    ],
    heard: { ru: ['2ГИС', 'Яндекс Карты', 'Искал склад рядом'], en: ['Google Maps', 'Searched for a depot nearby'] },
    truth: 'strengthen',
  },
  {
    key: 'classifieds',
    name: { ru: 'Авито', en: 'Classified ads' },
    platform: { ru: 'Авито', en: 'Gumtree' },
    source: { ru: 'avito', en: 'gumtree' },
    medium: 'classifieds',
    spend: { law: 'auction', perMonth: 85_000, wobble: 0.28, growth: 1 },
    leadsPerMonth: 30,
    beta: 0.45,
    qualified: 0.3,
    invalid: 0.09,
    wins: 0.24,
    cycle: 0.7,
    segments: { retail: 46, wholesale: 34, industry: 10, contractor: 10 },
    rejects: REASONS,
    clicks: { cost: 34, rate: 0.028 },
    vat: 'gross',
    campaigns: [{ name: { ru: 'avito_stroymaterialy', en: 'classifieds_building_supplies' }, share: 1 }],
    heard: { ru: ['Авито', 'Объявление на Авито'], en: ['Gumtree', 'A classified ad'] },
    truth: 'keep',
  },
  {
    key: 'email',
    name: { ru: 'E-mail рассылка', en: 'E-mail newsletter' },
    platform: null,
    source: { ru: 'newsletter', en: 'newsletter' },
    medium: 'email',
    spend: { law: 'fee', perMonth: 120_000 },
    leadsPerMonth: 20,
    beta: 0.5,
    qualified: 0.5,
    invalid: 0.02,
    wins: 0.24,
    cycle: 0.8,
    segments: { retail: 25, wholesale: 42, industry: 18, contractor: 15 },
    rejects: REASONS,
    vat: null,
    campaigns: [
      { name: { ru: 'digest', en: 'digest' }, share: 60 },
      { name: { ru: 'ostatki_sklada', en: 'stock_clearance' }, share: 40 },
    ],
    heard: { ru: ['Ваша рассылка', 'Пришло письмо'], en: ['Your newsletter', 'Got an e-mail'] },
    truth: 'keep',
  },
  {
    key: 'events',
    name: { ru: 'Выставки', en: 'Trade fairs' },
    platform: null,
    source: { ru: 'expo', en: 'expo' },
    medium: 'offline',
    spend: { law: 'events', each: 310_000, days: [68, 205, 330] },
    leadsPerMonth: 10.7,
    beta: 0.7,
    qualified: 0.42,
    invalid: 0.03,
    wins: 0.26,
    cycle: 1.6,
    segments: { retail: 10, wholesale: 36, industry: 30, contractor: 24 },
    rejects: REASONS,
    vat: 'net',
    campaigns: [{ name: { ru: 'stend', en: 'stand' }, share: 1 }],
    heard: { ru: ['Были на вашем стенде', 'Выставка'], en: ['Visited your stand', 'The trade fair'] },
    truth: 'keep',
  },
  {
    key: 'referral',
    name: { ru: 'Рекомендации', en: 'Referrals' },
    platform: null,
    source: { ru: 'referral', en: 'referral' },
    medium: 'word_of_mouth',
    spend: { law: 'none' },
    leadsPerMonth: 22,
    beta: 1,
    qualified: 0.66,
    invalid: 0.01,
    wins: 0.45,
    cycle: 0.8,
    segments: { retail: 25, wholesale: 35, industry: 20, contractor: 20 },
    rejects: REASONS,
    vat: null,
    campaigns: [],
    heard: {
      ru: ['Посоветовал знакомый', 'Порекомендовал партнёр', 'Сказали на объекте'],
      en: ['A friend recommended you', 'A partner told me', 'Heard on site'],
    },
    truth: 'keep',
  },
  {
    key: 'messenger',
    name: { ru: 'Telegram-канал', en: 'LinkedIn page' },
    platform: null,
    source: { ru: 'telegram', en: 'linkedin' },
    medium: 'social',
    spend: { law: 'fee', perMonth: 60_000 },
    leadsPerMonth: 13,
    beta: 0.6,
    qualified: 0.4,
    invalid: 0.04,
    wins: 0.28,
    cycle: 1,
    segments: MIX,
    rejects: REASONS,
    vat: null,
    campaigns: [{ name: { ru: 'Ведение канала', en: 'Running the page' }, share: 1 }],
    heard: { ru: ['Подписан на ваш канал', 'Телеграм'], en: ['I follow your page', 'LinkedIn'] },
    truth: 'keep',
  },
  {
    key: 'direct',
    name: { ru: 'Прямые заходы', en: 'Direct visits' },
    platform: null,
    source: { ru: '(direct)', en: '(direct)' },
    medium: '(none)',
    spend: { law: 'none' },
    leadsPerMonth: 17,
    beta: 1,
    qualified: 0.5,
    invalid: 0.06,
    wins: 0.35,
    cycle: 0.9,
    segments: MIX,
    rejects: REASONS,
    vat: null,
    campaigns: [],
    heard: {
      ru: ['Посоветовал знакомый', 'Видел вашу машину', 'Подкаст о стройке', 'Не помню'],
      en: ['A friend', 'Saw your van', 'A podcast on building', 'Cannot remember'],
    },
    truth: 'keep',
  },
  {
    key: 'directory',
    name: { ru: 'Отраслевой каталог', en: 'Trade directory' },
    platform: null,
    source: { ru: 'metalcatalog', en: 'tradedirectory' },
    medium: 'listing',
    spend: { law: 'fee', perMonth: 4_000 },
    leadsPerMonth: 0.4,
    beta: 0.7,
    qualified: 0.3,
    invalid: 0.05,
    wins: 0.2,
    cycle: 1,
    segments: MIX,
    rejects: REASONS,
    vat: 'net',
    campaigns: [{ name: { ru: 'Размещение', en: 'Listing' }, share: 1 }],
    heard: { ru: ['Каталог поставщиков'], en: ['A supplier directory'] },
    truth: 'not_enough_data',
  },
  {
    key: 'articles',
    name: { ru: 'ПромоСтраницы', en: 'Sponsored articles' },
    platform: { ru: 'ПромоСтраницы', en: 'Outbrain' },
    source: { ru: 'promopages', en: 'outbrain' },
    medium: 'native',
    spend: { law: 'auction', perMonth: 170_000, wobble: 0.2, growth: 1 },
    leadsPerMonth: 36,
    beta: 0.8,
    qualified: 0.36,
    invalid: 0.05,
    wins: 0.24,
    cycle: 1.3,
    segments: MIX,
    rejects: REASONS,
    age: 24,
    clicks: { cost: 42, rate: 0.011 },
    vat: 'net',
    campaigns: [{ name: { ru: 'statya_kak_vybrat_anker', en: 'article_choosing_anchors' }, share: 1 }],
    heard: { ru: ['Прочитал статью', 'Статья в Яндексе'], en: ['Read an article'] },
    truth: 'keep',
  },
];

/** The channel's true win rate: wins per lead when all deals have been closed. */
export const trueWinRate = (channel: Channel): number => channel.qualified * channel.wins;

/** The channel's true cost of a customer in roubles net of VAT; null when nothing is paid. `months` = length of the history, for channels paid per event. */
export function trueCac(channel: Channel, months = 14): number | null {
  const { spend } = channel;
  if (spend.law === 'none') return null;
  const perMonth = spend.law === 'events' ? (spend.each * spend.days.length) / months : spend.perMonth;
  return perMonth / channel.leadsPerMonth / trueWinRate(channel);
}
