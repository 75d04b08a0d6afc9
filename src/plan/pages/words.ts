import type { TFunction } from 'i18next';
import type { Formats } from '../../web/ui/format.tsx';
import { type InputName, type PlanInputs, SHARES } from '../domain/inputs.ts';
import type { Draft } from './draft.ts';

export type Mode = 'leads' | 'sales';

/** The name of a number of the plan, in the words of what marketing answers for: leads and deals, or orders on the site. */
export function inputLabel(t: TFunction<'plan'>, mode: Mode, name: InputName, draft: Draft | PlanInputs): string {
  if (name === 'sales') return draft.unit === 'money' ? t('input.sales_money') : mode === 'sales' ? t('sales.sales_deals') : t('input.sales_deals');
  if (name === 'price') return mode === 'sales' && draft.price?.of === 'lead' ? t('sales.price_lead') : t(`input.price_${draft.price?.of ?? 'lead'}`);
  if (mode === 'sales' && (name === 'leadToDeal' || name === 'visitToLead' || name === 'repeatDeals' || name === 'unaidedDeals')) return t(`sales.${name}`);
  return t(`input.${name}`);
}

/** A value of the plan as text. */
export function inputText(f: Formats, name: InputName, inputs: PlanInputs): string {
  const input = inputs[name];
  if (!input) return f.num(null);
  if ((SHARES as readonly string[]).includes(name)) return f.pct(input.value, 2);
  return name === 'cheque' || name === 'price' || (name === 'sales' && inputs.unit === 'money') ? f.money(input.value) : f.num(input.value, 1);
}

/** Pieces are rounded up, and only on the screen: half a lead does not come. */
export const pieces = (count: number): number => Math.ceil(count - 1e-9);
