import type { Field } from '../fields.ts';

/*
 * Names of columns as people and programs write them, in the form of plainHeader(): lower case, ё → е, no brackets, no punctuation.
 * The first name of a list is the surest: when two columns claim one field, the earlier alias wins.
 */

/** For each field, the names its column may have. */
export type Aliases = Partial<Record<Field, readonly string[]>>;

/** Names between bars. */
export function list(names: string): readonly string[] {
  return names.split('|').map((name) => name.trim());
}

/** Where somebody came from. */
export const origin: Aliases = {
  source: list(`
    utm source | источник | source | источник трафика | traffic source | lead source | источник лида | источник сделки | источник обращения |
    ym source | last source | первый источник | сайт источник`),
  medium: list('utm medium | medium | канал привлечения utm | тип трафика | traffic medium'),
  campaign: list(`
    utm campaign | campaign name | campaign | название кампании | кампания | рекламная кампания | имя кампании | campagne | kampagne |
    campana | рк`),
  content: list('utm content | content | ad name | ad | название объявления | объявление | creative | креатив | заголовок объявления | annonce'),
  term: list(`
    utm term | term | keyword | ключевая фраза | ключевое слово | фраза | условие показа | criterion | search keyword | запрос |
    поисковая фраза`),
  channel: list(`
    channel | канал | рекламный канал | канал рекламы | канал привлечения | маркетинговый канал | origin | lead origin | marketing channel |
    channel name | default channel group | session default channel group | traffic channel | площадка | рекламная площадка`),
};

/** Who somebody is. */
export const person: Aliases = {
  phone: list(`
    phone | телефон | номер телефона | phone number | мобильный телефон | мобильный | рабочий телефон | тел | контактный телефон | mobile |
    mobile phone | tel | телефон клиента | телефон контакта | client phone | caller | caller number | номер звонящего | phone1 | телефоны`),
  email: list(`
    email | e mail | почта | эл почта | электронная почта | адрес электронной почты | email address | mail | рабочий email | рабочий e mail |
    емейл | имейл | client email | email клиента | email контакта`),
  company: list(`
    company | компания | организация | название компании | company name | account | account name | клиент компания | юрлицо | контрагент |
    компания контакта | organization`),
};
