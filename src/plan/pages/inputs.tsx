import { Accordion, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../platform/endpoint.ts';
import { MetricName } from '../../web/ui/metric.tsx';
import type { readPlan } from '../contract.ts';
import { CONVENTIONS } from '../domain/conventions.ts';
import type { Input, InputName, Problem } from '../domain/inputs.ts';
import type { DraftState } from './draft.ts';
import { type Kind, NumberField, type Offer } from './number-field.tsx';
import { inputLabel, type Mode } from './words.ts';

type Data = Output<typeof readPlan>;
type Props = { state: DraftState; data: Data; problems: Problem[]; tried: boolean; readOnly: boolean };

const terms = {
  sales: 'sales_plan',
  cheque: 'average_cheque',
  leadToDeal: 'conversion',
  leadToQualified: 'lead_to_qualified',
  qualifiedToDeal: 'qualified_to_deal',
  visitToLead: 'visit_to_lead',
  price: 'cpl',
} as const;

/** The three numbers, large; everything that makes the plan more exact, folded. */
export function PlanFields(props: Props) {
  const { t } = useTranslation('plan');
  const { state, data, readOnly } = props;
  const { draft } = state;
  const [steps, setSteps] = useState(draft.leadToDeal === null && (draft.leadToQualified !== null || draft.qualifiedToDeal !== null));
  const sales = data.mode === 'sales';
  const field = (name: InputName, kind: Kind, big = false) => <PlanField {...props} name={name} kind={kind} big={big} />;
  return (
    <Stack gap="xl">
      <Stack gap="lg">
        <Stack gap={6}>
          {field('sales', draft.unit === 'money' ? 'money' : 'count', true)}
          <SegmentedControl
            size="xs"
            w="fit-content"
            aria-label={t('unit.label')}
            disabled={readOnly}
            value={draft.unit}
            onChange={(unit) => state.change({ unit: unit as 'money' | 'deals', sales: null })}
            data={[
              { value: 'money', label: t('unit.money') },
              { value: 'deals', label: sales ? t('sales.unit_deals') : t('unit.deals') },
            ]}
          />
        </Stack>
        {field('cheque', 'money', true)}
        {sales ? (
          field('visitToLead', 'share', true)
        ) : (
          <Stack gap={6}>
            {steps ? (
              <Stack gap="lg">
                {field('leadToQualified', 'share', true)}
                {field('qualifiedToDeal', 'share', true)}
              </Stack>
            ) : (
              field('leadToDeal', 'share', true)
            )}
            <SegmentedControl
              size="xs"
              w="fit-content"
              aria-label={t('steps.label')}
              disabled={readOnly}
              value={steps ? 'two' : 'one'}
              onChange={(v) => {
                setSteps(v === 'two');
                state.change(v === 'two' ? { leadToDeal: null } : { qualifiedToDeal: null });
              }}
              data={[
                { value: 'one', label: t('steps.one') },
                { value: 'two', label: t('steps.two') },
              ]}
            />
          </Stack>
        )}
      </Stack>

      <Accordion variant="contained" defaultValue={draft.price ? 'price' : null}>
        <Accordion.Item value="price">
          <Accordion.Control>{t('more.price')}</Accordion.Control>
          <Accordion.Panel>
            <PriceFields {...props} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="funnel">
          <Accordion.Control>{t('more.funnel')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="md">
              {sales ? field('leadToDeal', 'share') : field('visitToLead', 'share')}
              {sales || steps ? null : field('leadToQualified', 'share')}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="unaided">
          <Accordion.Control>{t('more.unaided')}</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="md">
              <Text size="sm" c="dimmed">
                {t('more.unaided_help')}
              </Text>
              {field('repeatDeals', 'count')}
              {field('unaidedDeals', 'count')}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

function PriceFields(props: Props) {
  const { t } = useTranslation('plan');
  const { state, data, readOnly } = props;
  const of = state.draft.price?.of;
  const [chosen, setChosen] = useState(of ?? 'lead');
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        aria-label={t('price.label')}
        disabled={readOnly}
        value={chosen}
        onChange={(v) => {
          setChosen(v as typeof chosen);
          state.set('price', null);
        }}
        data={[
          { value: 'lead', label: data.mode === 'sales' ? t('sales.price_by_lead') : t('price.lead') },
          { value: 'visit', label: t('price.visit') },
          { value: 'month', label: t('price.month') },
        ]}
      />
      <PlanField {...props} name="price" kind="money" label={chosen} onChange={(input) => state.set('price', input && { ...input, of: chosen })} />
    </Stack>
  );
}

type FieldProps = Props & { name: InputName; kind: Kind; big?: boolean; label?: 'lead' | 'visit' | 'month'; onChange?: (input: Input | null) => void };

function PlanField({ state, data, problems, tried, readOnly, name, kind, big, label, onChange }: FieldProps) {
  const { t } = useTranslation('plan');
  const input = state.draft[name];
  const found = problems.find((p) => p.input === name);
  // an empty box is no mistake until one tries to save
  const quiet = !tried && input === null;
  const draft = label ? { ...state.draft, price: { value: 0, tag: 'assumed' as const, n: null, of: label } } : state.draft;
  const text = inputLabel(t, data.mode, name, draft);
  const term = name in terms ? terms[name as keyof typeof terms] : null;
  return (
    <NumberField
      label={term ? <MetricName term={label === 'visit' ? 'cpc' : label === 'month' ? 'spend' : term}>{text}</MetricName> : text}
      input={input}
      kind={kind}
      big={big}
      readOnly={readOnly}
      error={found && !quiet ? t(`problem.${found.code}`) : undefined}
      offers={offersOf(data, name, label, input)}
      onChange={onChange ?? ((value) => state.set(name, value))}
    />
  );
}

/** What history measures stands above what we would begin with; a convention is offered only where nothing is known and nothing typed. */
function offersOf({ measured, mode }: Data, name: InputName, price: string | undefined, input: Input | null): Offer[] {
  if (name === 'cheque' && measured.cheque) return [{ value: measured.cheque.minor, n: measured.cheque.n, tag: 'measured' }];
  if (name === 'price') return measured.cpl && price === 'lead' ? [{ value: measured.cpl.minor, n: measured.cpl.n, tag: 'measured' }] : [];
  if (name === 'leadToDeal' || name === 'leadToQualified' || name === 'qualifiedToDeal') {
    const share = mode === 'leads' ? measured[name] : null;
    if (share) return [{ ...share, value: Math.round(share.value * 10_000) / 10_000, tag: 'measured' }];
  }
  const convention = CONVENTIONS[mode as Mode][name];
  return convention !== undefined && input === null ? [{ value: convention, n: null, tag: 'benchmark' }] : [];
}
