import type { Reason } from './channel.ts';
import type { Lang, Text } from './company.ts';

/** How the imagined CRM calls the states of a lead. */
export const STATUSES: Readonly<Record<'fresh' | 'qualified' | 'rejected' | 'invalid', Text>> = {
  fresh: { ru: 'Новый', en: 'New' },
  qualified: { ru: 'Квалифицирован', en: 'Qualified' },
  rejected: { ru: 'Отклонён', en: 'Rejected' },
  invalid: { ru: 'Спам', en: 'Spam' },
};

/** What Sales write beside a refusal, when they write anything. */
export const COMMENTS: Readonly<Record<Reason, Readonly<Record<Lang, readonly string[]>>>> = {
  duplicate: { ru: ['Уже обращался, веду по первой заявке'], en: ['Has asked already, handled in the first request'] },
  unreachable: { ru: ['Шесть звонков, не берёт трубку', 'Номер недоступен'], en: ['Six calls, no answer', 'The number is switched off'] },
  no_need: {
    ru: ['Случайно нажал на рекламу', 'Хотел узнать цену «на будущее»', 'Ничего не заказывал'],
    en: ['Clicked the ad by accident', 'Only curious about prices', 'Does not remember asking'],
  },
  no_budget: { ru: ['Бюджета в этом году нет'], en: ['No budget this year'] },
  not_decider: {
    ru: ['Прораб, закупками занимается офис', 'Решает не он, контакт не дал'],
    en: ['A foreman, the office does the buying', 'Not his decision, would not say whose'],
  },
  region: {
    ru: ['Владивосток, доставка дороже товара', 'Не наш регион', 'Находится за Уралом, туда не возим'],
    en: ['Northern Ireland, delivery costs more than the goods', 'Outside our delivery area'],
  },
  product: { ru: ['Нужна нержавейка, не держим', 'Спрашивал арматуру'], en: ['Wants stainless, we do not stock it', 'Asked for rebar'] },
  timing: { ru: ['Стройка весной, перезвонить', 'Тендер через полгода'], en: ['Building starts in spring, call back', 'The tender is in six months'] },
  competitor: { ru: ['Поставщик, предлагал свои услуги', 'Ищет работу'], en: ['A supplier offering his services', 'Looking for a job'] },
  price: { ru: ['Дорого, у рынка на 8 % ниже', 'Просил скидку 20 %'], en: ['Too dear, has seen it 8% cheaper', 'Wanted 20% off'] },
  chose_competitor: { ru: ['Взял у конкурента, там было в наличии'], en: ['Bought elsewhere, they had it in stock'] },
  no_answer: { ru: ['Получил КП и пропал', 'После предложения не отвечает'], en: ['Got the quote and vanished', 'Silent since the offer'] },
};

/** How likely a qualified customer is lost for each reason. */
export const LOST: Readonly<Partial<Record<Reason, number>>> = { price: 30, chose_competitor: 24, no_answer: 20, timing: 14, no_budget: 8, product: 4 };
