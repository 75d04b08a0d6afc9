import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import en from '../../web/locales/en/channels.ts';
import enLeads from '../../web/locales/en/leads.ts';
import enVerdicts from '../../web/locales/en/verdicts.ts';
import ru from '../../web/locales/ru/channels.ts';
import ruLeads from '../../web/locales/ru/leads.ts';
import ruVerdicts from '../../web/locales/ru/verdicts.ts';
import { formats } from '../../web/ui/format.tsx';
import { DrillMetric } from '../contract.ts';
import { GROUP_CODES } from '../domain/classify.ts';
import { BASES, GUARDS, LEVELS, type ParamKind, REASONS, TARGET_ORIGINS, TO_KNOW, VERDICTS } from '../domain/codes.ts';
import { FORMULA_IDS } from '../domain/ratios.ts';
import { DEFAULT_THRESHOLDS } from '../domain/thresholds.ts';
import { sayer } from './say.ts';
import { groups } from './threshold-groups.ts';

const example: Record<ParamKind, number | string> = { money: 1_234_500, share: 0.42, times: 2.5, count: 3, days: 21, text: 'region' };
const coded = (kinds: Record<string, Record<string, ParamKind>>) =>
  Object.entries(kinds).map(([code, params]) => ({ code, params: Object.fromEntries(Object.entries(params).map(([name, kind]) => [name, example[kind]])) }));

beforeAll(async () => {
  await i18next.init({
    lng: 'ru',
    fallbackLng: false,
    ns: ['channels', 'verdicts', 'leads'],
    resources: { ru: { channels: ru, verdicts: ruVerdicts, leads: ruLeads }, en: { channels: en, verdicts: enVerdicts, leads: enLeads } },
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => `⟦${key}⟧`,
  });
});

describe.each(['ru', 'en'] as const)('what the mathematics says, in %s', (language) => {
  const of = (currency = 'RUB') => sayer(i18next.getFixedT(language) as never, formats(language, currency, 'UTC'));
  beforeAll(() => i18next.changeLanguage(language));
  /** A text that misses, or a blank left open. */
  const holes = (text: string) => text.match(/⟦.*⟧|\{\{.*?\}\}|undefined|NaN/)?.[0];

  it.each(BASES)('has words for every reason, guard and need (on %s), with every blank filled', (basis) => {
    const say = of();
    const said = [...coded(REASONS).map((c) => say.reason(c, basis)), ...coded(GUARDS).map(say.guard), ...coded(TO_KNOW).map(say.know)];
    expect(said.map(holes).filter(Boolean)).toEqual([]);
    expect(said).toHaveLength(Object.keys(REASONS).length + Object.keys(GUARDS).length + Object.keys(TO_KNOW).length);
  });

  it('has words for every level, origin of a target, channel group, formula, metric and threshold', () => {
    const t = i18next.getFixedT(language);
    const names = Object.keys(DEFAULT_THRESHOLDS);
    const keys = [
      ...LEVELS.map((l) => `verdicts:verdict.level.${l}`),
      ...VERDICTS.filter((v) => v !== 'not_enough_data').map((v) => `verdicts:verdict.probability.${v}`),
      ...TARGET_ORIGINS.map((o) => `verdicts:target.${o}`),
      ...GROUP_CODES.map((c) => `channels:group.${c.replaceAll('_', '-')}`),
      ...FORMULA_IDS.map((id) => `channels:column.${id}`),
      ...DrillMetric.options.map((m) => `channels:rows.of.${m}`),
      ...names.flatMap((name) => [`verdicts:thresholds.field.${name}`, `verdicts:thresholds.help.${name}`]),
    ];
    expect(keys.filter((key) => holes(t(key as never).replaceAll(/\{\{.*?\}\}/g, '')))).toEqual([]);
  });
});

it('shows every threshold once', () => {
  const shown = Object.values(groups).flatMap((group) => group.map(([name]) => name));
  expect(shown.sort()).toEqual(Object.keys(DEFAULT_THRESHOLDS).sort());
});

describe('the sentences', () => {
  const say = (language: 'ru' | 'en') => sayer(i18next.getFixedT(language) as never, formats(language, language === 'ru' ? 'RUB' : 'GBP', 'UTC'));
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');

  it('say money by the language, estimates in two significant digits', () => {
    const reason = { code: 'cpql_above_target', params: { p: 0.968, cpql: 943_210, target: 410_400 } };
    expect(plain(say('ru').reason(reason, 'qualified'))).toBe(
      'Квалифицированный лид обходится в 9 400 ₽ при допустимых 4 100 ₽; вероятность, что это не случайность, — 97 %.',
    );
    expect(say('en').reason(reason, 'qualified')).toBe(
      'A qualified lead costs £9,400 where £4,100 is allowed; the probability that this is no accident is 97%.',
    );
  });

  it('never call a probability certain', () => {
    const reason = { code: 'cac_below_target', params: { p: 0.9999, cac: 100_000, target: 200_000 } };
    expect(plain(say('ru').reason(reason, 'deals'))).toContain('больше 99 %');
    expect(say('en').reason(reason, 'deals')).toContain('over 99%');
  });

  it.each([
    [1, 'Понаблюдать ещё 1 день.', 'Observe for 1 more day.'],
    [3, 'Понаблюдать ещё 3 дня.', 'Observe for 3 more days.'],
    [21, 'Понаблюдать ещё 21 день.', 'Observe for 21 more days.'],
    [25, 'Понаблюдать ещё 25 дней.', 'Observe for 25 more days.'],
  ])('count %i in both grammars', (days, russian, english) => {
    const need = { code: 'observe_longer', params: { days } };
    expect([say('ru').know(need), say('en').know(need)]).toEqual([russian, english]);
  });

  it('name the events a conclusion waits for', () => {
    const reason = { code: 'few_events', params: { events: 3, needed: 5 } };
    expect(say('ru').reason(reason, 'qualified')).toBe('Квалифицированных лидов: 3, а для вывода нужно хотя бы 5.');
    expect(say('en').reason(reason, 'deals')).toBe('Won deals: 3, while a conclusion needs at least 5.');
  });

  it('translate a known reject reason and leave a freely written one alone', async () => {
    await i18next.changeLanguage('ru');
    expect(say('ru').rejectReason('region')).toBe('Не наш регион');
    expect(say('ru').rejectReason('не берёт трубку: третий раз')).toBe('не берёт трубку: третий раз');
  });
});
