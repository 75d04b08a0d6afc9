import type { CostRow } from '../../channels/domain/cost-row.ts';
import type { DealRow, LeadRow } from '../../leads/domain/rows.ts';

const nowhere = { channel: null, source: null, medium: null, campaign: null, content: null, term: null };

/** A lead of which nothing is known but what is said. */
export const leadRow = (fields: Partial<LeadRow> & { key: string }): LeadRow => ({
  externalId: null,
  createdAt: '2026-03-01T12:00:00',
  name: null,
  phone: null,
  email: null,
  company: null,
  ...nowhere,
  landing: null,
  selfReported: null,
  status: null,
  judgement: 'unjudged',
  rejectReason: null,
  comment: null,
  clickIds: null,
  ...fields,
});

/** A won deal of which nothing is known but what is said. */
export const dealRow = (fields: Partial<DealRow> & { key: string }): DealRow => ({
  externalId: null,
  leadExternalId: null,
  phone: null,
  email: null,
  name: null,
  amountMinor: null,
  currency: 'RUB',
  marginMinor: null,
  status: 'won',
  openedAt: null,
  closedAt: null,
  lostReason: null,
  product: null,
  company: null,
  ...fields,
});

/** A cost net of VAT. */
export const costRow = (fields: Partial<CostRow> & { key: string; amountMinor: number }): CostRow => ({
  day: '2025-12-01',
  platform: 'test',
  ...nowhere,
  vat: 'net',
  vatMinor: null,
  currency: 'RUB',
  impressions: null,
  clicks: null,
  ...fields,
});
