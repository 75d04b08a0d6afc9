import type { InputName } from './inputs.ts';

/**
 * Where to begin when a firm has measured nothing yet. These are conventions of ours and no statistics of any industry: they only let the arithmetic start, carry
 * the tag "benchmark" wherever they are used, and are to be replaced by the firm's own numbers. Shares of 1, by what marketing answers for: in the mode "sales" the
 * customer orders on the site himself, so an order is the lead and the conversion that matters is visit → order.
 */
export const CONVENTIONS: Readonly<Record<'leads' | 'sales', Readonly<Partial<Record<InputName, number>>>>> = {
  leads: { leadToDeal: 0.1, leadToQualified: 0.4, qualifiedToDeal: 0.25, visitToLead: 0.02 },
  sales: { leadToDeal: 0.9, visitToLead: 0.02 },
};
