import type { Judgement } from '../contract.ts';

/** A lead as every other part of Otdel takes it. `key` is the idempotency key: the same row read again has the same one. */
export type LeadRow = {
  key: string;
  externalId: string | null;
  /** ISO instant in UTC. */
  createdAt: string;
  name: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  company: string | null;
  channel: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  landing: string | null;
  selfReported: string | null;
  /** As in the file. */
  status: string | null;
  judgement: Judgement;
  rejectReason: string | null;
  comment: string | null;
  clickIds: Record<string, string> | null;
};

/** A deal; amounts in minor units of `currency`, which is null only when there is no amount. */
export type DealRow = {
  key: string;
  externalId: string | null;
  leadExternalId: string | null;
  phone: string | null;
  email: string | null;
  name: string | null;
  amountMinor: number | null;
  currency: string | null;
  marginMinor: number | null;
  status: 'open' | 'won' | 'lost';
  /** ISO instants in UTC. */
  openedAt: string | null;
  closedAt: string | null;
  lostReason: string | null;
  product: string | null;
  company: string | null;
};
