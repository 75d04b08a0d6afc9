import { shareInterval, sharePosterior } from '../../channels/domain/rates.ts';

/** Sums of the workspace's own history: mature leads by cohort, won deals with an amount by closing day, recent spend and leads. Money in minor units. */
export type Sums = { leads: number; qualified: number; won: number; priced: number; revenue: number; recent_leads: number; spend: number };

/** A share with the number it stands on and its 90 % interval (Jeffreys prior, methods §2). */
export type MeasuredShare = { value: number; n: number; low: number; high: number };

/** What history can say about the inputs of a plan; null = it says nothing. Money in minor units. */
export type Measured = {
  leadToDeal: MeasuredShare | null;
  leadToQualified: MeasuredShare | null;
  qualifiedToDeal: MeasuredShare | null;
  cheque: { minor: number; n: number } | null;
  cpl: { minor: number; n: number } | null;
};

/** Below this number of leads (or qualified leads) a conversion is not offered: its 90 % interval is wider than itself. */
export const FEWEST = 30;

/** Measured inputs. The share of qualified leads is left out where Sales do not judge leads: more won than qualified would follow. */
export function measure({ leads, qualified, won, priced, revenue, recent_leads, spend }: Sums): Measured {
  const judged = qualified > 0 && won <= qualified;
  return {
    leadToDeal: share(won, leads),
    leadToQualified: judged ? share(qualified, leads) : null,
    qualifiedToDeal: judged ? share(won, qualified) : null,
    cheque: priced > 0 ? { minor: Math.round(revenue / priced), n: priced } : null,
    cpl: recent_leads > 0 && spend > 0 ? { minor: Math.round(spend / recent_leads), n: recent_leads } : null,
  };
}

function share(x: number, n: number): MeasuredShare | null {
  if (x === 0 || n < FEWEST) return null;
  const { low, high } = shareInterval(sharePosterior(x, n));
  return { value: x / n, n, low, high };
}
