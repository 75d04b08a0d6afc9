import { z } from 'zod';
import { Judgement } from '../leads/contract.ts';
import { endpoint } from '../platform/endpoint.ts';
import { fieldsOf, kinds } from './domain/fields.ts';

const Id = z.uuid();
export const Kind = z.enum(kinds);
export const Field = z.enum([...new Set([...fieldsOf.leads, ...fieldsOf.deals, ...fieldsOf.costs])]);
export const statuses = ['waiting', 'refused', 'running', 'done', 'failed', 'undoing', 'undone'] as const;
export const Status = z.enum(statuses);
const Params = z.record(z.string(), z.union([z.string(), z.number()]));
const Currency = z.string().regex(/^[A-Z]{3}$/);

/** Why a file was refused, or an import stopped: the interface has a sentence for every code. */
export const Refusal = z.object({ code: z.string(), params: Params });

// ── how a file is read ──────────────────────────────────────────────────────────────────────────────────────────
export const Column = z.object({
  index: z.int(),
  header: z.string(),
  field: Field.nullable(),
  /** How sure the guess is, 0 … 1. */
  confidence: z.number(),
  sample: z.array(z.string()),
});

/** Something only a person can say. `rate` asks for units of the workspace's currency for one unit of each currency in `values`. */
export const Question = z.object({
  code: z.enum(['kind', 'column', 'date_order', 'decimal', 'currency', 'vat', 'deal_status', 'statuses', 'rate']),
  columns: z.array(z.int()),
  field: Field.nullable(),
  values: z.array(z.string()),
  /** '' = any text. */
  options: z.array(z.string()),
  suggested: z.string().nullable(),
  /** The import does not start before it is answered; otherwise the suggestion stands. */
  required: z.boolean(),
});
export type Question = z.infer<typeof Question>;

export const DealStatus = z.enum(['open', 'won', 'lost']);
export const Answers = z.object({
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  decimal: z.enum(['dot', 'comma']).optional(),
  currency: Currency.optional(),
  vat: z.enum(['net', 'gross']).optional(),
  dealStatus: DealStatus.optional(),
  /** What a status word of the file means. */
  statuses: z.record(z.string().max(200), z.union([Judgement, DealStatus])).optional(),
  /** An unreadable phone or e-mail goes to the comment instead of stopping the row. */
  keepUnreadableContacts: z.boolean().optional(),
  /** Units of the workspace's currency for one unit of another. */
  rates: z.record(Currency, z.number().positive().max(1e9)).optional(),
});
export type Answers = z.infer<typeof Answers>;

/** A cell as it stands in the file, as it would be read (null = taken as it is, or not at all), and what is wrong with it. */
export const PreviewCell = z.object({ text: z.string(), read: z.string().nullable(), fault: z.string().nullable() });
export const PreviewRow = z.object({
  line: z.int(),
  state: z.enum(['good', 'bad', 'skipped']),
  /** What is wrong with the row as a whole, or why it is passed over (blank, total, header). */
  code: z.string().nullable(),
  cells: z.array(PreviewCell),
});
export type PreviewRow = z.infer<typeof PreviewRow>;

// ── an import ───────────────────────────────────────────────────────────────────────────────────────────────────
export const Progress = z.object({
  /** Data rows of the file: an estimate until its end is reached; null = not known yet. */
  total: z.int().nullable(),
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Rows that repeat a row above (leads, deals), or were added to one (costs of the same day and source). */
  repeated: z.int(),
  /** Blank lines, totals, headers in the middle, and bad rows left out by a person. */
  skipped: z.int(),
  /** Rows that wait for a correction. */
  bad: z.int(),
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.int().nullable(),
});
export type Progress = z.infer<typeof Progress>;

export const ImportLine = z.object({
  id: Id,
  fileName: z.string(),
  fileSize: z.int(),
  kind: Kind.nullable(),
  /** Code of a known export; null = by its columns. */
  format: z.string().nullable(),
  status: Status,
  refusal: Refusal.nullable(),
  progress: Progress,
  /** Money of the rows taken, as it stands in the file, by currency: to compare with the source. */
  sums: z.array(z.object({ currency: Currency, minor: z.int() })),
  by: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  version: z.int(),
});
export type ImportLine = z.infer<typeof ImportLine>;

export const ImportView = ImportLine.extend({
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  headerLine: z.int().nullable(),
  columns: z.array(Column),
  questions: z.array(Question),
  answers: Answers,
  /** Every required question is answered: it can start. */
  ready: z.boolean(),
  /** Read as the last file with this header was. */
  remembered: z.boolean(),
  /** The same file, byte for byte, was imported before. */
  same: z.object({ id: Id, fileName: z.string(), createdAt: z.iso.datetime(), status: Status }).nullable(),
  /** The first rows as they would go in; only before the start. */
  preview: z.array(PreviewRow),
  /** How many of the rows looked at so far would be bad. */
  sampled: z.object({ rows: z.int(), bad: z.int() }),
});
export type ImportView = z.infer<typeof ImportView>;

const params = z.object({ id: Id });
const version = { version: z.int() };

export const uploadImport = endpoint({
  method: 'POST',
  path: '/imports',
  can: 'imports.manage',
  summary: 'Upload a CSV or XLSX file of leads, deals or costs; the answer says how it would be read (422 unreadable_file with the reason)',
  upload: true,
  response: ImportView,
});

export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  can: 'imports.manage',
  summary: 'Imports, newest first',
  query: z.object({ cursor: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ rows: z.array(ImportLine), nextCursor: Id.nullable() }),
});

export const readImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  can: 'imports.manage',
  summary: 'One import: how it is read, how far it is, what it brought',
  params,
  response: ImportView,
});

export const changeImport = endpoint({
  method: 'PATCH',
  path: '/imports/:id',
  can: 'imports.manage',
  summary: 'Say what a waiting file is, what its columns mean, answer questions; the answer shows the first rows read that way',
  params,
  body: z.object({
    ...version,
    /** Another kind: the columns are guessed anew. */
    kind: Kind.optional(),
    /** What each column means, by index; null = left out. */
    columns: z.array(Field.nullable()).max(500).optional(),
    answers: Answers.optional(),
    /** Another sheet of the workbook: everything is recognised anew. */
    sheet: z.string().max(200).optional(),
  }),
  response: ImportView,
});

export const startImport = endpoint({
  method: 'POST',
  path: '/imports/:id/start',
  can: 'imports.manage',
  summary: 'Start a waiting import, or go on with a failed one (409 conflict, reason questions_open, while something must be answered)',
  params,
  body: z.object(version),
  response: ImportView,
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/:id/undo',
  can: 'imports.manage',
  summary: 'Take an import back as a whole: what it created goes, what it changed gets its former state',
  params,
  response: ImportView,
});

export const removeImport = endpoint({
  method: 'DELETE',
  path: '/imports/:id',
  can: 'imports.manage',
  summary: 'Forget a file that was not imported (waiting or refused); the file is removed',
  params,
});

// ── rows that could not go in ───────────────────────────────────────────────────────────────────────────────────
export const FaultRow = z.object({
  /** Line of the file, as an editor counts them. */
  line: z.int(),
  cells: z.array(z.string()),
  /** `column` is an index of `header`; null = the row as a whole. */
  faults: z.array(z.object({ column: z.int().nullable(), value: z.string(), code: z.string(), params: Params })),
});
export type FaultRow = z.infer<typeof FaultRow>;
const ofLine = z.object({ id: Id, line: z.coerce.number().int().min(1) });

export const listFaults = endpoint({
  method: 'GET',
  path: '/imports/:id/faults',
  can: 'imports.manage',
  summary: 'Rows that could not go in, with what is wrong in which column',
  params,
  query: z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  response: z.object({
    header: z.array(z.string()),
    fields: z.array(Field.nullable()),
    rows: z.array(FaultRow),
    total: z.int(),
    nextAfter: z.int().nullable(),
  }),
});

export const correctFault = endpoint({
  method: 'PATCH',
  path: '/imports/:id/faults/:line',
  can: 'imports.manage',
  summary: 'Correct a bad row: a good one goes in (row: null), one that is still bad comes back with what is wrong now',
  params: ofLine,
  body: z.object({ cells: z.array(z.string().max(32_767)).min(1).max(500) }),
  response: z.object({ row: FaultRow.nullable(), progress: Progress }),
});

export const dismissFault = endpoint({
  method: 'DELETE',
  path: '/imports/:id/faults/:line',
  can: 'imports.manage',
  summary: 'Leave a bad row out for good',
  params: ofLine,
});

export const dismissFaults = endpoint({
  method: 'DELETE',
  path: '/imports/:id/faults',
  can: 'imports.manage',
  summary: 'Leave all remaining bad rows out for good',
  params,
});

export const downloadFaults = endpoint({
  method: 'GET',
  path: '/imports/:id/faults/download',
  can: 'imports.manage',
  summary: 'The bad rows as a CSV with their line and the reason, to be fixed and uploaded again',
  params,
  query: z.object({ language: z.enum(['ru', 'en']).default('en') }),
  download: true,
});
