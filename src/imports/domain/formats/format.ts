import type { Cell } from '../../../platform/tables/cell.ts';
import type { Field, Kind } from '../fields.ts';
import type { DealStatus } from '../status.ts';

/** Whether the money of a file holds VAT. */
export const vatBases = ['net', 'gross'] as const;
export type VatBasis = (typeof vatBases)[number];

/** A known export: how to tell it by its header, and what its columns mean where the ordinary names do not say. */
export type Format = {
  code: string;
  kind: Kind;
  /** Of each list one name (in the form of plainHeader) must be there. */
  needs: readonly (readonly string[])[];
  /** Of these exact headers one must be there: `CampaignId` is Yandex Direct, `Campaign ID` is Google. */
  exact?: readonly string[];
  /** Columns with a meaning of their own, or none (null). */
  columns?: Readonly<Record<string, Field | null>>;
  /** What the file does not say because it is obvious to whoever exported it. */
  platform?: string;
  source?: string;
  medium?: string;
  /** Stated by the platform; unknown where a switch of the report decides. */
  vat?: VatBasis;
  suggestedVat?: VatBasis;
  /** `a/b` in the day is a period whose money is spread evenly. */
  ranges?: true;
  /** Rows without any dimension are totals of the day when others have one. */
  blankTotals?: true;
  /** Moments are seconds since 1970. */
  unix?: true;
  status?: DealStatus;
  /** Whether money is in millionths; sees the filled cells of the amount and of the clicks. */
  micros?: (amounts: readonly Cell[], clicks: readonly Cell[]) => boolean;
};
