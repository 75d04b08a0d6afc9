import { expect, test } from 'vitest';
import { isWeak, networkOf } from './password.ts';

const about = ['Мария Иванова', 'maria.ivanova@firm.ru'];

test.each([
  'aaaaaaaaaa',
  'abababababab',
  '1234567890',
  '0987654321',
  'qwertyuiop',
  'йцукенгшщз',
  'Password123',
  'пароль1234',
  'ivanova2025',
  'Иванова777',
  'maria.ivanova@firm.ru',
  'abcdefghij',
  'qwerty12345',
])('refused: %s', (password) => expect(isWeak(password, about)).toBe(true));

test.each(['correct horse battery', 'зелёный чайник 7', 'T4k-mowed-lawn', 'password for the third shed', 'vX9!kq2#Lm'])('taken: %s', (password) =>
  expect(isWeak(password, about)).toBe(false),
);

test('an address stands for its network', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8:1:2::9')).toBe(networkOf('2001:0db8:0001:0002:ffff::1'));
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});
