import { describe, expect, it } from 'vitest';
import { answerOf, dealStatusOf, judgementOf, statusWord } from './status.ts';

describe('judgementOf', () => {
  it.each([
    ['Не обработан', 'unjudged'],
    ['NEW', 'unjudged'],
    ['IN_PROCESS', 'unjudged'],
    ['В работе', 'unjudged'],
    ['Недозвон', 'unjudged'],
    ['', 'unjudged'],
    ['Качественный лид', 'qualified'],
    ['CONVERTED', 'qualified'],
    ['Квалифицирован', 'qualified'],
    ['Qualified', 'qualified'],
    ['Целевой', 'qualified'],
    ['Некачественный лид', 'rejected'],
    ['Не целевой', 'rejected'],
    ['нецелевой', 'rejected'],
    ['JUNK', 'rejected'],
    ['Unqualified', 'rejected'],
    ['Отказ: дорого', 'rejected'],
    ['Не квалифицирован', 'rejected'],
    ['Спам', 'invalid'],
    ['Дубль', 'invalid'],
    ['Тестовая заявка', 'invalid'],
    ['Лунная фаза', null],
  ])('%s → %s', (text, expected) => {
    expect(judgementOf(statusWord(text))).toBe(expected);
  });
});

describe('dealStatusOf', () => {
  it.each([
    ['Успешно реализовано', 'won'],
    ['Закрыто и не реализовано', 'lost'],
    ['Won', 'won'],
    ['Closed Lost', 'lost'],
    ['closedwon', 'won'],
    ['C3:WON', 'won'],
    ['C3:LOSE', 'lost'],
    ['Engaging', 'open'],
    ['Prospecting', 'open'],
    ['Переговоры', 'open'],
    ['Первичный контакт', 'open'],
    ['Не оплачен', 'open'],
    ['Оплачен', 'won'],
    ['PAID', 'won'],
    ['CANCELLED', 'lost'],
    ['Возврат', 'lost'],
    ['Сделка успешна', 'won'],
    ['Сделка провалена', 'lost'],
    ['Этап «Икс»', null],
  ])('%s → %s', (text, expected) => {
    expect(dealStatusOf(statusWord(text))).toBe(expected);
  });
});

it('answerOf reads yes and no in both languages', () => {
  expect(['Да', 'yes', '1', '+'].map((text) => answerOf(statusWord(text)))).toEqual(['qualified', 'qualified', 'qualified', 'qualified']);
  expect(['Нет', 'FALSE', '0'].map((text) => answerOf(statusWord(text)))).toEqual(['rejected', 'rejected', 'rejected']);
  expect(answerOf(statusWord('Спам'))).toBe('invalid');
});
