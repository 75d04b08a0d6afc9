import { costAliases } from './aliases/costs.ts';
import { dealAliases } from './aliases/deals.ts';
import { leadAliases } from './aliases/leads.ts';
import type { Aliases } from './aliases/origin.ts';
import type { Field, Kind } from './fields.ts';

type Meaning = { field: Field; rank: number };

function turned(aliases: Aliases): ReadonlyMap<string, Meaning> {
  const map = new Map<string, Meaning>();
  for (const [field, names] of Object.entries(aliases) as [Field, readonly string[]][]) {
    names.forEach((name, rank) => {
      const kept = map.get(name);
      if (!kept || kept.rank > rank) map.set(name, { field, rank });
    });
  }
  return map;
}

/** For a kind: name of a column (in the form of plainHeader) → the field it means and its rank in the list (0 is the surest). */
export const meanings: Record<Kind, ReadonlyMap<string, Meaning>> = { leads: turned(leadAliases), deals: turned(dealAliases), costs: turned(costAliases) };

/** Whether any kind of file has a column of this name. */
export function isKnownName(header: string): boolean {
  return meanings.leads.has(header) || meanings.deals.has(header) || meanings.costs.has(header);
}
