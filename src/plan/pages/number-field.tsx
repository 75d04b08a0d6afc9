import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../web/ui/format.tsx';
import { FigureInput, MoneyInput, PercentInput } from '../../web/ui/inputs.tsx';
import type { Input, Tag } from '../domain/inputs.ts';

export type Kind = 'money' | 'share' | 'count';
/** A number that could stand here: measured on own history, or a convention of ours. */
export type Offer = { value: number; n: number | null; low?: number; high?: number; tag: Exclude<Tag, 'assumed'> };

const colours: Record<Tag, string> = { measured: 'green', assumed: 'gray', benchmark: 'amber' };

/** Where the number comes from: word and colour together. */
export function TagBadge({ input }: { input: Input }) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  const colour = colours[input.tag];
  return (
    <Badge
      size="sm"
      miw="max-content"
      variant="light"
      color={colour}
      tt="none"
      fw={500}
      style={{ '--badge-color': `light-dark(var(--mantine-color-${colour}-9), var(--mantine-color-${colour}-2))` } as never}
    >
      {input.tag === 'measured' && input.n !== null ? t('tag.measured_n', { n: f.num(input.n) }) : t(`tag.${input.tag}`)}
    </Badge>
  );
}

type Props = {
  label: ReactNode;
  help?: ReactNode;
  input: Input | null;
  kind: Kind;
  onChange: (input: Input | null) => void;
  error?: string;
  offers?: Offer[];
  /** One of the three numbers. */
  big?: boolean;
  readOnly?: boolean;
};

/** One number of the plan with its origin, and the better number to put there where one is known. */
export function NumberField({ label, help, input, kind, onChange, error, offers = [], big, readOnly }: Props) {
  const { t } = useTranslation('plan');
  const f = useFormats();
  const shown = (value: number) => (kind === 'money' ? f.money(value) : kind === 'share' ? f.pct(value) : f.num(value, 1));
  const Box = kind === 'money' ? MoneyInput : kind === 'share' ? PercentInput : FigureInput;
  const open = readOnly ? [] : offers.filter((o) => input?.value !== o.value || input.tag !== o.tag);
  return (
    <div>
      <Box
        label={
          <Group gap={6} component="span" display="inline-flex" align="center">
            {label}
            {input ? <TagBadge input={input} /> : null}
          </Group>
        }
        description={help}
        size={big ? 'lg' : 'sm'}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        min={0}
        readOnly={readOnly}
        value={input?.value ?? null}
        onChange={(value) => {
          if (value !== (input?.value ?? null)) onChange(value === null ? null : { value, tag: 'assumed', n: null });
        }}
        error={error}
        styles={big ? { input: { fontSize: 24, fontWeight: 600 } } : undefined}
      />
      {open.map((o) => (
        <Text key={o.tag} size="xs" c="dimmed" mt={4}>
          <Anchor component="button" type="button" size="xs" onClick={() => onChange({ value: o.value, tag: o.tag, n: o.n })}>
            {o.tag === 'measured' ? t('offer.measured', { value: shown(o.value) }) : t('offer.benchmark', { value: shown(o.value) })}
          </Anchor>{' '}
          {o.tag === 'benchmark'
            ? t('offer.benchmark_note')
            : o.low !== undefined && o.high !== undefined
              ? t('offer.interval', { n: f.num(o.n), low: shown(o.low), high: shown(o.high) })
              : t('offer.n', { n: f.num(o.n) })}
        </Text>
      ))}
    </div>
  );
}
