import { expect, test } from 'vitest';
import { channelOf, type RawSource, toolKey } from './classify.ts';
import { nameKey, nameSimilarity, similarEnough } from './naming.ts';

const raw = (fields: Partial<RawSource>): RawSource => ({ channel: null, source: null, medium: null, campaign: null, content: null, term: null, ...fields });
const code = (source: string | null, medium: string | null, campaign: string | null = null) => channelOf(raw({ source, medium, campaign }))?.code ?? null;

test.each([
  ['yandex', 'cpc', 'paid_search'],
  ['google', 'ppc', 'paid_search'],
  ['ydirect', null, 'paid_search'],
  ['yandex', 'organic', 'organic_search'],
  ['Яндекс', null, 'organic_search'],
  ['vk', 'cpm', 'paid_social'],
  ['vk_ads', null, 'paid_social'],
  ['instagram', 'social', 'organic_social'],
  ['m.facebook.com', 'referral', 'organic_social'],
  ['youtube', 'cpv', 'paid_video'],
  ['2gis', 'cpc', 'maps'],
  ['avito', 'referral', 'classifieds'],
  ['telegram', 'post', 'messengers'],
  ['telegram_ads', 'cpm', 'paid_social'],
  ['chatgpt.com', 'referral', 'ai_assistants'],
  ['unisender', 'email', 'email'],
  ['admitad', 'cpa', 'affiliates'],
  ['partner-site.ru', 'banner', 'display'],
  ['partner-site.ru', 'referral', 'referral'],
  ['vkusno', null, 'other'],
  ['(direct)', '(none)', 'direct'],
  [null, null, null],
  ['', '(not set)', null],
])('%s / %s is %s', (source, medium, expected) => {
  expect(code(source, medium)).toBe(expected);
});

test('a search engine with a campaign but no medium is advertising', () => {
  expect(code('yandex', null, 'brand-msk')).toBe('paid_search');
});

test('a channel written in the file decides alone: a known group by its name, else a channel of its own', () => {
  expect(channelOf(raw({ channel: ' paid-search ' }))).toEqual({ key: 'paid search', name: 'paid-search', code: 'paid_search', paid: true });
  expect(channelOf(raw({ channel: 'Content Syndication ', source: 'google', medium: 'cpc' }))).toEqual({
    key: 'content syndication',
    name: 'Content Syndication',
    code: null,
    paid: true,
  });
  expect(channelOf(raw({ channel: 'Органический поиск' }))?.code).toBe('organic_search');
});

test('keys compare names without case, dashes and doubled spaces, Cyrillic intact', () => {
  expect(nameKey('  Яндекс.Директ —  Поиск_МСК ')).toBe('яндекс.директ поиск мск');
  expect(toolKey(raw({ source: 'Yandex', medium: 'CPC' }))).toBe('yandex / cpc');
  expect(toolKey(raw({ source: 'Yandex', medium: '(not set)' }))).toBe('yandex');
});

test.each([
  ['Content Syndication ', 'paid-content-syndication', true],
  ['Яндекс Директ', 'yandex-direct', true],
  ['E-mail', 'email', true],
  ['facebok', 'Facebook', true],
  ['paid search', 'organic search', false],
  ['paid social', 'organic social', false],
  ['Facebook Ads', 'Google Ads', false],
])('%s and %s: proposed as one: %s', (a, b, expected) => {
  expect(nameSimilarity(nameKey(a), nameKey(b)) >= similarEnough).toBe(expected);
});
