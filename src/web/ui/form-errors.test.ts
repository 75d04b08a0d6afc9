import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ready, speak } from '../i18n.ts';
import { fieldErrors } from './form-errors.ts';

const Body = z.object({
  name: z.string().trim().min(1).max(5),
  email: z.email(),
  password: z.string().min(10),
  days: z.number().int().min(2),
  margin: z.number().gt(0).max(1).multipleOf(0.01),
  tags: z.array(z.string()).min(1),
});
const errorsOf = (values: Record<string, unknown>) => fieldErrors((Body.safeParse(values).error?.issues ?? []) as never, values);

beforeAll(async () => {
  await ready;
  await speak('ru');
});

test('an empty field is said to be empty, whatever the schema calls it', () => {
  expect(errorsOf({})).toEqual(Object.fromEntries(Object.keys(Body.shape).map((name) => [name, 'Заполните это поле'])));
});

test('each rule is said in words, with its number in the right plural', () => {
  expect(errorsOf({ name: 'слишком длинное', email: 'нет', password: 'коротко', days: 1, margin: 2, tags: [] })).toEqual({
    name: 'Не длиннее 5 символов',
    email: 'Это не похоже на адрес почты',
    password: 'Не короче 10 символов',
    days: 'Не меньше 2',
    margin: 'Не больше 1',
    tags: 'Выберите хотя бы одно',
  });
  expect(errorsOf({ name: 'a', email: 'a@b.co', password: '1234567890', days: 2.5, margin: 0, tags: ['x'] })).toEqual({
    days: 'Нужно целое число',
    margin: 'Больше 0',
  });
});

test('the same in English, without a reload', async () => {
  await speak('en');
  expect(errorsOf({ name: 'a', email: 'a', password: '1234567890', days: 3, margin: 0.123, tags: ['x'] })).toEqual({
    email: 'This does not look like an e-mail address',
    margin: 'Too many decimal places',
  });
  await speak('ru');
});
