import type { Channel } from './channel.ts';

const MIX: Channel['segments'] = { retail: 40, wholesale: 33, industry: 15, contractor: 12 };
const REASONS: Channel['rejects'] = {
  unreachable: 20,
  no_need: 18,
  timing: 13,
  price: 12,
  product: 10,
  no_answer: 9,
  no_budget: 8,
  chose_competitor: 7,
  not_decider: 6,
  region: 5,
  duplicate: 6,
  competitor: 4,
};

/** What most channels have in common; each says only how it differs. */
export const USUAL = { platform: null, cycle: 1, segments: MIX, rejects: REASONS, vat: null } satisfies Partial<Channel>;
