/** The cost of a day; `amountMinor` holds VAT when `vat` is gross, `vatMinor` is the VAT the file names. Rows of one key in one file are to be added up. */
export type CostRow = {
  key: string;
  /** yyyy-mm-dd. */
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
