/**
 * Which channel a source belongs to: the default channel groups of GA4 (support.google.com 9756891), with Russian search engines and
 * networks, and maps, classifieds, messengers and AI assistants as groups of their own. The rules are data, read top to bottom.
 */
import { nameKey } from './naming.ts';

/** Fields of a source as a file or a tag gives them. */
export type RawSource = {
  channel: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
};

/** The channel a source belongs to: `code` when it is a group known here, whose name is translated. */
export type ChannelIdentity = { key: string; name: string; code: string | null; paid: boolean };

/** Known groups: name in English and Russian (for files; the interface has its own words), whether the placement is paid for, other names of the same thing as people write them. */
export const GROUPS = {
  direct: { name: 'Direct', ru: 'Прямые заходы', paid: false, also: ['direct traffic', 'прямые заходы'] },
  paid_search: { name: 'Paid search', ru: 'Контекстная реклама', paid: true, also: ['контекстная реклама', 'поисковая реклама', 'контекст'] },
  organic_search: { name: 'Organic search', ru: 'Поисковые системы', paid: false, also: ['seo', 'органический поиск', 'поисковые системы'] },
  paid_social: { name: 'Paid social', ru: 'Таргетированная реклама', paid: true, also: ['таргетированная реклама', 'таргет'] },
  organic_social: { name: 'Social networks', ru: 'Соцсети', paid: false, also: ['social', 'smm', 'соцсети', 'социальные сети'] },
  paid_video: { name: 'Paid video', ru: 'Видеореклама', paid: true, also: ['видеореклама'] },
  organic_video: { name: 'Video', ru: 'Видео', paid: false, also: ['видео'] },
  display: { name: 'Display', ru: 'Медийная реклама', paid: true, also: ['медийная реклама', 'баннеры', 'banner'] },
  paid_other: { name: 'Other paid', ru: 'Другая реклама', paid: true, also: ['другая реклама'] },
  maps: { name: 'Maps', ru: 'Карты и справочники', paid: true, also: ['карты', 'геосервисы'] },
  classifieds: { name: 'Classifieds', ru: 'Доски объявлений', paid: true, also: ['доски объявлений', 'классифайды'] },
  messengers: { name: 'Messengers', ru: 'Мессенджеры', paid: false, also: ['мессенджеры'] },
  ai_assistants: { name: 'AI assistants', ru: 'ИИ-ассистенты', paid: false, also: ['нейросети', 'ии ассистенты'] },
  email: { name: 'E-mail', ru: 'Рассылки по почте', paid: false, also: ['e mail', 'e mail рассылка', 'почтовая рассылка'] },
  sms: { name: 'SMS', ru: 'СМС', paid: true, also: ['смс'] },
  push: { name: 'Push notifications', ru: 'Пуш-уведомления', paid: false, also: ['пуш уведомления'] },
  affiliates: { name: 'Affiliates', ru: 'Партнёрские сети', paid: true, also: ['партнёрские сети', 'cpa сети'] },
  referral: { name: 'Referral', ru: 'Ссылки на сайтах', paid: false, also: ['ссылки на сайтах', 'переходы по ссылкам'] },
  audio: { name: 'Audio', ru: 'Аудиореклама', paid: true, also: ['аудиореклама'] },
  other: { name: 'Other', ru: 'Прочее', paid: false, also: ['прочее', 'другое'] },
} as const satisfies Record<string, { name: string; ru: string; paid: boolean; also: readonly string[] }>;

export type GroupCode = keyof typeof GROUPS;
export const GROUP_CODES = Object.keys(GROUPS) as GroupCode[];

const groupOfName = new Map(
  GROUP_CODES.flatMap((code) =>
    [nameKey(code), nameKey(GROUPS[code].name), nameKey(GROUPS[code].ru), ...GROUPS[code].also].map((name) => [name, code] as const),
  ),
);

// whole words of the source key: "vk ads", "m.facebook.com", "yandex.ru" are found, "vkusno" is not
const anyOf = (names: string) => new RegExp(`(^|[ ./])(${names})($|[ ./:])`, 'u');
const search = anyOf('google|yandex|ya|яндекс|bing|duckduckgo|yahoo|ecosia|baidu|rambler|go\\.mail|nigma|sputnik|naver|seznam');
const social = anyOf(
  'vk|vkontakte|вк|вконтакте|ok|odnoklassniki|одноклассники|facebook|fb|instagram|ig|meta|linkedin|twitter|x\\.com|t\\.co|tiktok|pinterest|reddit|threads|mytarget|dzen|zen|дзен|pikabu|tenchat',
);
const video = anyOf('youtube|youtu\\.be|rutube|vimeo|twitch|vkvideo');
const messenger = anyOf('telegram|tg|телеграм|t\\.me|whatsapp|wa\\.me|wa|viber|max\\.ru|мессенджер');
const map = anyOf('2gis|2гис|dgis|yandex maps|яндекс карты|google maps|gmb|google business|yandex business|яндекс бизнес|maps|zoon|yell');
const classified = anyOf('avito|авито|youla|юла|cian|циан|auto\\.ru|drom|domclick|pulscen|tiu|profi|yandex uslugi|яндекс услуги|hh\\.ru|satu');
const assistant = anyOf('chatgpt|chatgpt\\.com|openai|perplexity|claude|gemini|copilot|deepseek|gigachat|alice|алиса|mistral|grok');
// names of an advertising system itself, tagged with or without a medium
const adSystem = anyOf('direct|директ|ydirect|yandexdirect|adwords|googleads|ads|реклама|target|mytarget|admitad ads');

const paidMedium = /^(.*cp[caov].*|ppc|retargeting|remarketing|paid.*|ads?|контекст|таргет)$/u;
const displayMedium = /^(display|banner|expandable|interstitial|cpm|медийка|баннер)$/u;
const socialMedium = /^(social|social network|social media|sm|smm|social post|post)$/u;
const nothing = new Set(['', 'none', '(none)', '(not set)', 'not set', 'direct', '(direct)']);

type Facts = { source: string; medium: string; campaign: string };
type Rule = { code: GroupCode; when: (f: Facts) => boolean };

const paid = ({ source, medium }: Facts) => paidMedium.test(medium) || (nothing.has(medium) && adSystem.test(source));

/** The rules, first match wins. */
export const RULES: readonly Rule[] = [
  { code: 'direct', when: (f) => /^\(?direct\)?$/.test(f.source) && nothing.has(f.medium) },
  { code: 'ai_assistants', when: (f) => assistant.test(f.source) },
  {
    code: 'email',
    when: (f) => /^(e ?mail|newsletter|рассылка|mailing)$/u.test(f.medium) || /^(e ?mail|newsletter|рассылка|sendpulse|unisender|mailchimp)$/u.test(f.source),
  },
  { code: 'sms', when: (f) => /^(sms|смс)$/u.test(f.medium) || /^(sms|смс)$/u.test(f.source) },
  { code: 'push', when: (f) => /push$/.test(f.medium) || /^(push|firebase)$/.test(f.source) },
  { code: 'affiliates', when: (f) => /^(affiliates?|cpa|partners?|партн[её]р)$/u.test(f.medium) || anyOf('admitad|actionpay|cityads').test(f.source) },
  { code: 'audio', when: (f) => /^(audio|podcast|подкаст)$/u.test(f.medium) },
  { code: 'maps', when: (f) => map.test(f.source) },
  { code: 'classifieds', when: (f) => classified.test(f.source) },
  { code: 'paid_social', when: (f) => (paid(f) || displayMedium.test(f.medium)) && (social.test(f.source) || messenger.test(f.source)) },
  { code: 'paid_video', when: (f) => (paid(f) || displayMedium.test(f.medium)) && video.test(f.source) },
  { code: 'display', when: (f) => displayMedium.test(f.medium) },
  { code: 'paid_search', when: (f) => paid(f) && (search.test(f.source) || anyOf('direct|директ|ydirect|yandexdirect|adwords|googleads').test(f.source)) },
  { code: 'paid_other', when: paid },
  { code: 'messengers', when: (f) => messenger.test(f.source) },
  { code: 'organic_video', when: (f) => video.test(f.source) || f.medium === 'video' },
  { code: 'organic_social', when: (f) => social.test(f.source) || socialMedium.test(f.medium) },
  { code: 'organic_search', when: (f) => f.medium === 'organic' || (search.test(f.source) && nothing.has(f.medium) && !f.campaign) },
  // a search engine with a campaign but no medium: only advertising has campaigns there
  { code: 'paid_search', when: (f) => search.test(f.source) && nothing.has(f.medium) },
  { code: 'referral', when: (f) => /^(referral|link|app|ссылка)$/u.test(f.medium) },
  { code: 'direct', when: (f) => nothing.has(f.source) && /^\(?direct\)?$/.test(f.medium) },
];

/** A field that says nothing (blank, "(not set)") as null. */
export function meaningful(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  return trimmed === '' || /^(\(not set\)|not set|\(none\)|null|undefined|-|—|–)$/i.test(trimmed) ? null : trimmed;
}

/**
 * The channel of a source, or null when nothing is known of it (unattributed). A channel written in the file decides alone, so that the
 * order of files never matters: a group of that name, else a channel of its own. Without one the rules decide by source and medium.
 */
export function channelOf(raw: RawSource): ChannelIdentity | null {
  const written = meaningful(raw.channel);
  if (written !== null) {
    const key = nameKey(written);
    const code = groupOfName.get(key);
    if (code) return { key: nameKey(code), name: written, code, paid: GROUPS[code].paid };
    if (key !== '') return { key, name: written, code: null, paid: true };
  }
  const facts = { source: nameKey(raw.source), medium: nameKey(raw.medium), campaign: nameKey(meaningful(raw.campaign)) };
  const known = meaningful(raw.source) ?? meaningful(raw.medium) ?? meaningful(raw.campaign) ?? meaningful(raw.content) ?? meaningful(raw.term);
  const code = RULES.find((rule) => rule.when(facts))?.code ?? (known === null ? null : 'other');
  return code && { key: nameKey(code), name: GROUPS[code].name, code, paid: GROUPS[code].paid };
}

/** The second level of the report, source and medium as compared; '' when neither is known. */
export function toolKey(raw: RawSource): string {
  return [nameKey(meaningful(raw.source)), nameKey(meaningful(raw.medium))].filter(Boolean).join(' / ');
}
