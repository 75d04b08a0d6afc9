import { z } from 'zod';
import { BANDS } from '../plan/domain/pacing.ts';
import { endpoint } from '../platform/endpoint.ts';

// ── the day ─────────────────────────────────────────────────────────────────────────────────────────────────────
export const METRICS = ['leads', 'qualified', 'deals', 'revenue', 'spend'] as const;
/** Counts in pieces, money in minor units; everything on the day it happened (cash basis). */
export const Figure = z.object({
  metric: z.enum(METRICS),
  /** null = nothing of the kind has been loaded yet, which is not the same as zero. */
  fact: z.number().nullable(),
  /** Of the whole month, and its part that was due by now; null without a plan for it. */
  plan: z.number().nullable(),
  toDate: z.number().nullable(),
  /** fact ÷ toDate. */
  pace: z.number().nullable(),
  band: z.enum(BANDS).nullable(),
  /** The last 60 days, oldest first. */
  days: z.array(z.number()),
});

export const FACTORS = ['leads', 'qualifiedShare', 'dealsPerQualified', 'cheque'] as const;
/** Who caused the difference between plan and fact: the parts sum to it. In minor units, or in deals for a reader without the right to see money. */
export const Miss = z.object({ of: z.enum(['revenue', 'deals']), total: z.number(), parts: z.array(z.object({ factor: z.enum(FACTORS), value: z.number() })) });

export const STEPS = ['plan', 'leads', 'costs', 'verdicts', 'people'] as const;
export const ImportLine = z.object({
  id: z.uuid(),
  kind: z.string().nullable(),
  fileName: z.string(),
  status: z.string(),
  /** Rows that still wait for a correction. */
  badRows: z.int(),
  createdAt: z.iso.datetime(),
});

/** What the reader may not see is absent: no figure of money without the right to it, no progress for those who do not set the house up. */
export const readToday = endpoint({
  method: 'GET',
  path: '/today',
  can: 'today.read',
  summary: 'Is marketing working: plan and fact of the month through yesterday, the last 60 days, what is left to set up, imports with problems',
  response: z.object({
    /** The month of yesterday: on the first of a month the one that has just ended. */
    month: z.object({ from: z.iso.date(), to: z.iso.date(), through: z.iso.date(), share: z.number() }),
    hasPlan: z.boolean(),
    figures: z.array(Figure),
    miss: Miss.nullable(),
    progress: z.array(z.object({ step: z.enum(STEPS), done: z.boolean() })),
    imports: z.array(ImportLine),
  }),
});

export const tickStep = endpoint({
  method: 'PUT',
  path: '/today/steps/:step',
  can: 'imports.manage',
  summary: 'Tick a first step that leaves no trace of its own: verdicts seen, or nobody to invite',
  params: z.object({ step: z.enum(['verdicts', 'people']) }),
});

// ── the demo company ────────────────────────────────────────────────────────────────────────────────────────────
export const createDemo = endpoint({
  method: 'POST',
  path: '/demo',
  can: 'signed-in',
  summary: 'Make a demo company with fourteen months of history, in the language of the person; who has one already gets the same',
  response: z.object({ workspaceId: z.uuid(), created: z.boolean() }),
});

export const removeDemo = endpoint({
  method: 'DELETE',
  path: '/demo',
  can: 'workspace.manage',
  summary: 'Remove the demo company with everything in it, and nothing else (409 conflict, reason not_demo: a real company is never removed this way)',
});
