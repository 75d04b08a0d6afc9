import { useEffect, useMemo, useState } from 'react';
import { useWorkspace } from '../../web/session.ts';
import { INPUT_NAMES, type Input, type InputName, type PlanInputs, type Price } from '../domain/inputs.ts';

/** A plan while it is being typed: any number may still be absent. */
export type Draft = Omit<PlanInputs, 'sales'> & { sales: Input | null };

const blank: Draft = {
  unit: 'money',
  sales: null,
  cheque: null,
  leadToDeal: null,
  leadToQualified: null,
  qualifiedToDeal: null,
  visitToLead: null,
  repeatDeals: null,
  unaidedDeals: null,
  price: null,
};

/** An empty plan. Where the customer orders on the site an order is the lead, and every order counts as a deal until somebody says how many are not paid. */
export const emptyDraft = (mode: 'leads' | 'sales'): Draft => (mode === 'sales' ? { ...blank, leadToDeal: { value: 1, tag: 'assumed', n: null } } : blank);

/** The draft as the domain takes it; an absent sales plan is no number at all. */
export const inputsOf = (draft: Draft): PlanInputs => ({ ...draft, sales: draft.sales ?? { value: Number.NaN, tag: 'assumed', n: null } });

/** Are both the same plan? */
export const same = (a: Draft, b: Draft): boolean => a.unit === b.unit && INPUT_NAMES.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));

type Kept = { base: number; draft: Draft };

/**
 * The plan being edited, kept in this browser until it is saved or thrown away. `base` is the version it was made from: the server refuses to save it over a
 * later one.
 */
export function useDraft(saved: { version: number; inputs: PlanInputs } | null, mode: 'leads' | 'sales') {
  const place = `otdel.draft.${useWorkspace().id}.plan`;
  const initial = useMemo<Draft>(() => saved?.inputs ?? emptyDraft(mode), [saved, mode]);
  const [kept] = useState(() => read(place));
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? initial);
  const [base, setBase] = useState(kept?.base ?? saved?.version ?? 0);
  const [restored, setRestored] = useState(kept !== null && !same(kept.draft, initial));
  const dirty = !same(draft, initial);

  useEffect(() => {
    if (dirty) localStorage.setItem(place, JSON.stringify({ base, draft } satisfies Kept));
    else localStorage.removeItem(place);
  }, [place, dirty, base, draft]);

  return {
    draft,
    base,
    dirty,
    restored: restored && dirty,
    /** Sets one number; typed by hand it is an assumption unless it says otherwise. */
    set: (name: InputName, input: Input | Price | null) => setDraft((before) => ({ ...before, [name]: input })),
    change: (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch })),
    /** Back to what is saved. */
    discard: () => {
      setDraft(initial);
      setBase(saved?.version ?? 0);
      setRestored(false);
    },
    /** From now on the draft counts as made from this version. */
    rebase: setBase,
  };
}
export type DraftState = ReturnType<typeof useDraft>;

function read(place: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null;
    return kept && typeof kept.base === 'number' && kept.draft ? { base: kept.base, draft: { ...blank, ...kept.draft } } : null;
  } catch {
    return null;
  }
}
