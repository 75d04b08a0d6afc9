import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '../session.ts';
import { minorPerUnit } from './format.tsx';

type Props = Omit<NumberInputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value?: unknown;
  defaultValue?: unknown;
  onChange?: (value: number | null) => void;
};

const round = (v: number, digits: number) => Number(v.toFixed(digits));

/** A figure as the language writes it; an empty box is null. `scale` is what one shown unit is worth in the stored value. */
function Figure({ scale = 1, stored = 6, value, defaultValue: _, onChange, ...rest }: Props & { scale?: number; stored?: number }) {
  const { i18n } = useTranslation();
  const ru = i18n.language === 'ru';
  return (
    <NumberInput
      hideControls
      thousandSeparator={ru ? ' ' : ','}
      decimalSeparator={ru ? ',' : '.'}
      allowedDecimalSeparators={[',', '.']}
      {...rest}
      value={typeof value === 'number' ? round(value / scale, 6) : ''}
      onChange={(v) => onChange?.(v === '' || !Number.isFinite(Number(v)) ? null : round(Number(v) * scale, stored))}
    />
  );
}

/** Money in minor units, typed in units of the currency. */
export function MoneyInput({ currency, ...props }: Props & { currency?: string }) {
  const own = useCurrency();
  const { i18n } = useTranslation();
  const of = currency ?? own;
  const sign = new Intl.NumberFormat(i18n.language, { style: 'currency', currency: of, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find((p) => p.type === 'currency')?.value;
  return <Figure scale={minorPerUnit(of)} stored={0} decimalScale={2} min={0} rightSection={sign} rightSectionPointerEvents="none" {...props} />;
}

/** A share (0.35), typed in per cent (35). */
export const PercentInput = (props: Props) => <Figure scale={0.01} decimalScale={2} min={0} rightSection="%" rightSectionPointerEvents="none" {...props} />;

/** A number. */
export const FigureInput = (props: Props) => <Figure {...props} />;
