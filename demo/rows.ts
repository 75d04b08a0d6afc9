export type LeadRow = {
  key: string;
  externalId: string | null;
  createdAt: string;
  name: string | null;
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
  status: string | null;
  judgement: 'unjudged' | 'qualified' | 'rejected' | 'invalid';
  rejectReason: string | null;
  comment: string | null;
  clickIds: Record<string, string> | null;
};

export type DealRow = {
  key: string;
  externalId: string | null;
  leadExternalId: string | null;
  phone: string | null;
  email: string | null;
  name: string | null;
  amountMinor: number | null;
  currency: string;
  marginMinor: number | null;
  status: 'open' | 'won' | 'lost';
  openedAt: string | null;
  closedAt: string | null;
  lostReason: string | null;
  product: string | null;
  company: string | null;
};

export type CostRow = {
  key: string;
  day: string;
  platform: string | null;
  channel: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  amountMinor: number;
  vat: 'net' | 'gross';
  vatMinor: number | null;
  currency: string;
  impressions: number | null;
  clicks: number | null;
};
