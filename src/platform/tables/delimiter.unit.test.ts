import { describe, expect, it } from 'vitest';
import { detectDelimiter } from './delimiter.ts';

describe('detectDelimiter', () => {
  it.each([
    ['comma', 'a,b,c\n1,2,3\n4,5,6\n', ','],
    ['semicolon with decimal commas', 'Дата;Расход;Цена\n1.9.2026;1,5;2,5\n2.9.2026;3,5;4,5\n', ';'],
    ['semicolon with commas in the header too', 'День;Расход, руб.;Цена, руб.\n1;1,5;2,5\n2;3,5;4,5\n', ';'],
    [
      'tab under a title with commas',
      'Campaign report\nSeptember 1, 2026 - September 3, 2026\nDay\tCampaign\tCost\n2026-09-01\tA\t1,020.50\n2026-09-02\tB\t12.34\n',
      '\t',
    ],
    ['pipe', 'a|b|c\n1|2|3\n', '|'],
    ['comma with semicolons in every value', 'id,url,n\n1,x;y;z,3\n2,x;y;z,4\n', ','],
    ['quoted cells hide delimiters and line breaks', '"a;b";"c\nd;e"\n"1;2";"3;4"\n', ';'],
    ['title lines above', 'Отчёт за сентябрь\n\nДата;Кампания;Клики\n1;2;3\n4;5;6\n', ';'],
    ['one column', 'phone\n+79161234567\n+79161234568\n', ','],
    ['Windows line ends', 'a;b\r\n1,5;2\r\n3,5;4\r\n', ';'],
    ['old Mac line ends', 'a;b\r1;2\r3;4\r', ';'],
    ['nothing', '', ','],
  ])('%s', (_, sample, expected) => {
    expect(detectDelimiter(sample)).toBe(expected);
  });
});
