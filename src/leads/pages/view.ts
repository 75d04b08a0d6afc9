import { z } from 'zod';
import { useUrl } from '../../web/ui/url.ts';
import { Judgement, Outcome } from '../contract.ts';

export const tabs = ['leads', 'deals'] as const;
/** The channel filter's word for "no source is known". */
export const UNATTRIBUTED = 'unattributed';

const View = z.object({
  tab: z.enum(tabs),
  /** A channel's id, or UNATTRIBUTED. */
  channel: z.string(),
  judgement: Judgement,
  outcome: Outcome,
  search: z.coerce.string(),
  status: z.enum(['open', 'won', 'lost']),
  unlinked: z.literal(1),
  /** The lead whose card is open beside the list. */
  lead: z.uuid(),
});

/** Filters, tab and open card, from the address bar. */
export const useView = () => useUrl(View);
