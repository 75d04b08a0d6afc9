import type { ValueCode } from './text.ts';

/** What can be wrong with a row besides its values: a currency without a rate, and what only the database found out. */
export type FaultCode = ValueCode | 'no_rate' | 'refused';

/** What is wrong, as the interface and the list of bad rows say it; `{{name}}` is a parameter of the fault. */
export const faultWords: Record<'ru' | 'en', Record<FaultCode, string>> = {
  ru: {
    missing: 'нет обязательного значения',
    number: 'это не число',
    number_ambiguous: 'неясно, где тысячи, а где дробная часть',
    number_too_large: 'слишком большое число',
    negative: 'отрицательное число',
    date: 'такой даты нет',
    date_ambiguous: 'неясно, где день, а где месяц',
    date_out_of_range: 'год вне 1990–2099',
    phone: 'это не телефонный номер',
    email: 'это не адрес почты',
    currency: 'неизвестная валюта',
    status: 'незнакомый статус',
    range_too_long: 'одна строка за период {{from}} – {{to}}, а нужна строка на день',
    too_few_cells: 'строка обрывается: ячеек {{cells}}, столбцов {{columns}}',
    too_many_cells: 'лишние ячейки: их {{cells}}, а столбцов {{columns}}',
    broken_quotes: 'кавычка не закрыта',
    cell_too_long: 'ячейка длиннее 32 767 знаков',
    row_too_long: 'строка длиннее миллиона знаков',
    too_many_columns: 'больше 500 столбцов',
    no_rate: 'не указан курс валюты {{currency}}',
    refused: 'значение не помещается в базу данных',
  },
  en: {
    missing: 'a required value is missing',
    number: 'not a number',
    number_ambiguous: 'thousands or decimals? it can be read both ways',
    number_too_large: 'the number is too large',
    negative: 'the number is negative',
    date: 'there is no such date',
    date_ambiguous: 'day or month first? it can be read both ways',
    date_out_of_range: 'the year is outside 1990–2099',
    phone: 'not a phone number',
    email: 'not an e-mail address',
    currency: 'unknown currency',
    status: 'unknown status',
    range_too_long: 'one row for {{from}} – {{to}}: a row per day is needed',
    too_few_cells: 'the row breaks off: {{cells}} cells for {{columns}} columns',
    too_many_cells: 'too many cells: {{cells}} for {{columns}} columns',
    broken_quotes: 'a quote is not closed',
    cell_too_long: 'a cell is longer than 32,767 characters',
    row_too_long: 'the row is longer than a million characters',
    too_many_columns: 'more than 500 columns',
    no_rate: 'no exchange rate was given for {{currency}}',
    refused: 'the value does not fit into the database',
  },
};
