import { Card, Group, NativeSelect, NumberInput, Radio, Select, Stack, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '../../web/session.ts';
import { useFormats } from '../../web/ui/format.tsx';
import type { Answers, ImportView, Question } from '../contract.ts';
import type { Field } from '../domain/fields.ts';
import { statusWord } from '../domain/status.ts';
import { withField } from './mapping.tsx';
import { readings, telling } from './readings.ts';
import { useWords } from './words.ts';

type Props = { question: Question; view: ImportView; answer: (answers: Answers) => void; map: (columns: (Field | null)[]) => void };

/** One question in plain words, with the file's own values as examples. */
export function QuestionCard(props: Props) {
  return (
    <Card padding="md">
      <Body {...props} />
    </Card>
  );
}

function Body({ question, view, answer, map }: Props) {
  const { t, field, header } = useWords();
  const { i18n } = useTranslation();
  const f = useFormats();
  const named = view.columns[question.columns[0] ?? -1];
  switch (question.code) {
    case 'column':
      return (
        <NativeSelect
          label={t('question.column', { field: field(question.field!) })}
          data={[{ value: '', label: t('question.choose') }, ...view.columns.map((c) => ({ value: String(c.index), label: header(c.header, c.index) }))]}
          value=""
          maw={340}
          onChange={(e) => e.currentTarget.value && map(withField(view, Number(e.currentTarget.value), question.field))}
        />
      );
    case 'date_order': {
      const { example, options } = telling(question.values, (value) => readings.dates(value, f.day));
      return (
        <Choice
          label={t('question.date_order', { example })}
          options={options}
          value={view.answers.dateOrder ?? question.suggested}
          onChange={(dateOrder) => answer({ dateOrder: dateOrder as 'dmy' })}
        />
      );
    }
    case 'decimal': {
      const { example, options } = telling(question.values, (value) => readings.numbers(value, i18n.language));
      return (
        <Choice
          label={t('question.decimal', { example })}
          options={options}
          value={view.answers.decimal ?? question.suggested}
          onChange={(decimal) => answer({ decimal: decimal as 'dot' })}
        />
      );
    }
    case 'vat':
      return (
        <Choice
          label={t('question.vat')}
          options={(['net', 'gross'] as const).map((value) => ({ value, label: t(`question.vat_${value}`) }))}
          value={view.answers.vat ?? question.suggested}
          onChange={(vat) => answer({ vat: vat as 'net' })}
        />
      );
    case 'deal_status':
      return (
        <Choice
          label={t('question.deal_status')}
          options={question.options.map((value) => ({ value, label: t(`judgement.${value}`) }))}
          value={view.answers.dealStatus ?? (question.required ? null : question.suggested)}
          onChange={(dealStatus) => answer({ dealStatus: dealStatus as 'won' })}
        />
      );
    case 'currency':
      return (
        <CurrencyChoice
          label={named ? t('question.currency', { column: header(named.header, named.index) }) : t('question.currency_plain')}
          value={view.answers.currency ?? question.suggested}
          onChange={(currency) => answer({ currency })}
        />
      );
    case 'statuses':
      return <Statuses question={question} view={view} answer={answer} />;
    case 'rate':
      return <Rates question={question} view={view} answer={answer} />;
    default:
      return null;
  }
}

type ChoiceProps = { label: string; options: { value: string; label: string }[]; value: string | null; onChange: (value: string) => void };
function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <Radio.Group label={label} value={value ?? ''} onChange={onChange}>
      <Group gap="lg" mt={6}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} label={option.label} />
        ))}
      </Group>
    </Radio.Group>
  );
}

function CurrencyChoice({ label, value, onChange }: { label: string; value: string | null; onChange: (currency: string) => void }) {
  const { i18n } = useTranslation();
  const own = useCurrency();
  const names = new Intl.DisplayNames(i18n.language, { type: 'currency' });
  const codes = [
    own,
    ...['RUB', 'USD', 'EUR'].filter((code) => code !== own),
    ...Intl.supportedValuesOf('currency').filter((code) => ![own, 'RUB', 'USD', 'EUR'].includes(code)),
  ];
  return (
    <Select
      label={label}
      searchable
      maw={340}
      limit={40}
      value={value}
      data={codes.map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }))}
      onChange={(code) => code && onChange(code)}
    />
  );
}

function Statuses({ question, view, answer }: Omit<Props, 'map'>) {
  const { t } = useWords();
  const known = view.answers.statuses ?? {};
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500}>
          {t('question.statuses')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('question.statuses_text')} {view.kind === 'leads' ? t('question.statuses_leads') : null}
        </Text>
      </div>
      {question.values.map((word) => (
        <Group key={word} gap="sm">
          <Text size="sm" w={200} style={{ overflowWrap: 'anywhere' }}>
            {word}
          </Text>
          <NativeSelect
            size="sm"
            aria-label={word}
            data={[{ value: '', label: t('judgement.nothing') }, ...question.options.map((value) => ({ value, label: t(`judgement.${value}`) }))]}
            value={known[statusWord(word)] ?? known[word] ?? ''}
            onChange={(e) => {
              const { [statusWord(word)]: _, ...rest } = known;
              answer({ statuses: e.currentTarget.value ? { ...rest, [statusWord(word)]: e.currentTarget.value as 'qualified' } : rest });
            }}
          />
        </Group>
      ))}
    </Stack>
  );
}

function Rates({ question, view, answer }: Omit<Props, 'map'>) {
  const { t } = useWords();
  const own = useCurrency();
  const { i18n } = useTranslation();
  const ru = i18n.language === 'ru';
  const set = useDebouncedCallback((currency: string, rate: number) => answer({ rates: { ...view.answers.rates, [currency]: rate } }), 600);
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500}>
          {t('question.rate')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('question.rate_text')}
        </Text>
      </div>
      {question.values.map((currency) => (
        <Group key={currency} gap="xs">
          <Text size="sm">{t('question.rate_unit', { currency })}</Text>
          <NumberInput
            w={130}
            aria-label={`1 ${currency} = ? ${own}`}
            hideControls
            min={0}
            decimalSeparator={ru ? ',' : '.'}
            allowedDecimalSeparators={[',', '.']}
            defaultValue={view.answers.rates?.[currency]}
            onChange={(rate) => typeof rate === 'number' && rate > 0 && set(currency, rate)}
          />
          <Text size="sm">{own}</Text>
        </Group>
      ))}
    </Stack>
  );
}
