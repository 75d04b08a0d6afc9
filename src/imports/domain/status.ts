import type { Cell } from '../../platform/tables/cell.ts';
import { textOf } from './text.ts';

/** What Sales made of a lead, and how a deal ended. */
export const judgements = ['unjudged', 'qualified', 'rejected', 'invalid'] as const;
export type Judgement = (typeof judgements)[number];
export const dealStatuses = ['open', 'won', 'lost'] as const;
export type DealStatus = (typeof dealStatuses)[number];

/** The form in which status words are compared and remembered. */
export function statusWord(cell: Cell | undefined): string {
  return (textOf(cell) ?? '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s_\-–—./:,;()«»"'!?]+/g, ' ')
    .trim();
}

/*
 * Tried from the top: «некачественный» before «качественный», «не квалифицирован» before «квалифицирован». The codes in capitals of CRM
 * exports (JUNK, CONVERTED, C3:WON) end in the same words.
 */
const leadWords: [Judgement, RegExp][] = [
  [
    'invalid',
    /^(спам|spam|тест|test|дубл|duplicate|дубликат|ошиб|неверный номер|неправильный номер|wrong number|bot|бот|invalid|невалид|ошибочн|соискател|поставщик|конкурент)/,
  ],
  ['unjudged', /^(неквалифицирован|не квалифицирован)ы?й? ?(еще|пока)$/],
  [
    'rejected',
    /^(не ?качествен|не ?целев|не ?квал|не подход|не наш|junk|unqualified|disqualified|not qualified|non ?qualified|bad ?fit|брак|отказ|отклон|reject|мусор|забракован|отсеян|нет потребност|нет бюджета|закрыто и не реализовано|не реализован|провал|проигр|lost|closed ?lost|потерян|недозвон окончательн|dead|cold|no budget|no need|unreachable)/,
  ],
  [
    'qualified',
    /^(качествен|целев|квал|qualified|sql|sal|converted|конверт|сконверт|подтвержден|в сделк|сделка|won|closed ?won|успешно|выигр|оплачен|продан|продажа|opportunity|customer|клиент|встреча|договор|счет выставлен|коммерческое предложение|кп отправлен|accepted|принят sales)/,
  ],
  [
    'unjudged',
    /^(нов|new|open|в работе|в обработке|обрабатыва|не обработан|необработан|обработан|processed|in process|in progress|working|contacted|attempted|связ|перезвонить|недозвон|ожида|первичный контакт|взят|неразобран|назначен|assigned|pending|mql|лид|lead|nurtur|запланирован|не разобран|переговоры|думает|на рассмотрении|prospect|engaging)/,
  ],
];

const dealWords: [DealStatus, RegExp][] = [
  [
    'lost',
    /^(закрыто и не реализовано|не реализован|lost|closed ?lost|loss|lose|проигр|провал|отказ|отмен|cancel|cancelled|canceled|потерян|возврат|refund|returned|failed|неуспеш|сделка проиграна|сделка провалена|не оплачен и отмен|declined|apology|rejected|junk|спам|spam|143$|закрыта неуспеш|забракован|не состоял)/,
  ],
  [
    'open',
    /^(не оплач|неоплач|unpaid|ожида|частично|в работе|нов|new|open|preparation|подготовк|prepayment|executing|в процессе|in progress|переговоры|negotiation|proposal|qualification|квалифик|первичн|prospect|engag|discovery|demo|выставлен|счет|кп|коммерческ|договор|согласован|принимают решение|неразобран|contact|meeting|встреч|pending|processing|created|создан|думает|appointment|qualified|presentation|decision|contract|in process|назначен|доставк|отгруж|shipped|собира|обработ)/,
  ],
  [
    'won',
    /^(успешно|won|closed ?won|win|выигр|сделка успешна|оплач|paid|complete|завершен|выполнен|реализован|продан|delivered|доставлен|fulfilled|закрыта успеш|success|142$|done|куплен|получен|закрыта и реализована|closed and won|отработан)/,
  ],
];

function found<T>(words: [T, RegExp][], word: string): T | null {
  for (const [meaning, pattern] of words) if (pattern.test(word)) return meaning;
  return null;
}

/** Stage codes carry their pipeline in front: `c3 won`, `dt1036 1 success`. */
function withoutPipeline(word: string): string {
  return word.replace(/^(?:c|dt)\d+ (?:\d+ )?/, '').replace(/^(?:\d+ )(?=[a-zа-я])/, '');
}

/** What a status word says about a lead; null when nobody knows yet. */
export function judgementOf(word: string): Judgement | null {
  if (word === '') return 'unjudged';
  return found(leadWords, withoutPipeline(word));
}

/** What a word in a column "qualified?" says: yes, no, or a status. */
export function answerOf(word: string): Judgement | null {
  if (/^(1|да|yes|true|y|\+|✓|✔|х|x|истина|sql)$/.test(word)) return 'qualified';
  if (/^(0|нет|no|false|n|ложь)$/.test(word)) return 'rejected';
  return judgementOf(word);
}

/** What a stage says about a deal; null when nobody knows yet. */
export function dealStatusOf(word: string): DealStatus | null {
  return found(dealWords, withoutPipeline(word));
}
