import type { LeadRow } from '../src/leads/domain/rows.ts';
import { type Clock, DAY } from './calendar.ts';
import type { Campaign, Channel, Reason } from './channel.ts';
import { COMPANY, type Lang, type Segment } from './company.ts';
import { chance, deck, integer, lognormal, pick, poisson, type Random, random, weighted } from './distributions.ts';
import type { DayPlan } from './intensity.ts';
import { type Contact, contact } from './names.ts';
import { COMMENTS, STATUSES } from './words.ts';

/** A lead as the generator knows it: the row, the channel it truly came from (the row may have lost it), the segment, and when Sales judged it (null = not yet). */
export type DemoLead = { row: LeadRow; channel: Channel; segment: Segment; at: number; judgedAt: number | null };

/** Share of leads nobody asked where they came from, of leads without any source at all, and of leads Sales forgot to judge. */
const NEVER_ASKED = 0.42;
const WITHOUT_SOURCE = 0.03;
const FORGOTTEN = 0.012;

/** Hours of the day by likelihood: people write in working hours, some at night. */
const HOURS = { 0: 1, 7: 2, 8: 5, 9: 10, 10: 13, 11: 13, 12: 10, 13: 9, 14: 11, 15: 11, 16: 9, 17: 7, 18: 5, 19: 4, 20: 3, 21: 2, 22: 1 } as const;

/** Where a lead says it came from: all seven fields, filled or lost together. */
type Origin = Pick<LeadRow, 'channel' | 'source' | 'medium' | 'campaign' | 'content' | 'term' | 'clickIds'>;

const NOWHERE: Origin = { channel: null, source: null, medium: null, campaign: null, content: null, term: null, clickIds: null };

function chooseCampaign(next: Random, campaigns: readonly Campaign[]): Campaign | undefined {
  let left = next() * campaigns.reduce((sum, campaign) => sum + campaign.share, 0);
  return campaigns.find(({ share }) => {
    left -= share;
    return left < 0;
  });
}

function origin(next: Random, channel: Channel, lang: Lang, index: number): Origin {
  const { untagged } = channel;
  const broken = untagged && index >= untagged.from && index < untagged.from + untagged.days ? untagged.how : null;
  if (broken === 'lost' || chance(next, WITHOUT_SOURCE)) return NOWHERE;
  const campaign = chooseCampaign(next, channel.campaigns);
  const terms = campaign?.terms?.[lang];
  const digits = `${integer(next, 100_000_000, 999_999_999)}${integer(next, 1_000_000_000, 9_999_999_999)}`;
  return {
    channel: channel.name[lang],
    source: channel.source[lang],
    medium: channel.medium,
    campaign: broken === 'macro' ? '{campaign_id}' : (campaign?.name[lang] ?? null),
    content: channel.clicks ? `ad_${integer(next, 1, 4)}` : null,
    term: broken === 'macro' ? '{keyword}' : terms ? pick(next, terms) : null,
    clickIds: channel.clickId && chance(next, 0.85) ? { [channel.clickId[lang]]: digits } : null,
  };
}

/** Everything the leads of all channels share. `end` is the instant at which the history stops. */
export type LeadSetting = { seed: number; lang: Lang; clock: Clock; end: number };

/** What a lead turns out to be worth. A refusal always has its reason: the contract forbids refusing without one. */
type Worth = { judgement: 'qualified' | 'rejected' | 'invalid'; reason: Reason | null; segment: Segment };

function worths(next: Random, channel: Channel): () => Worth {
  const judgements = deck(next, { qualified: channel.qualified, invalid: channel.invalid, rejected: 1 - channel.qualified - channel.invalid });
  const reasons = deck<Reason>(next, channel.rejects);
  const segments = deck(next, channel.segments);
  return () => {
    const judgement = judgements();
    return { judgement, reason: judgement === 'rejected' ? reasons() : null, segment: segments() };
  };
}

/** The contact fields as they reach the CRM: often only one of telephone and address is left. */
function reachable(next: Random, who: Contact): Pick<LeadRow, 'name' | 'phone' | 'email' | 'company'> {
  const by = weighted(next, { both: 55, phone: 33, email: 12 });
  return { name: who.name, phone: by === 'email' ? null : who.phone, email: by === 'phone' ? null : who.email, company: who.company };
}

/** What Sales have written down by the end of the history; `judged` false = not yet, or forgotten. */
function written(next: Random, { judgement, reason }: Worth, judged: boolean, lang: Lang): Pick<LeadRow, 'status' | 'judgement' | 'rejectReason' | 'comment'> {
  if (!judged) return { status: STATUSES.fresh[lang], judgement: 'unjudged', rejectReason: null, comment: null };
  const comment = reason && chance(next, 0.5) ? pick(next, COMMENTS[reason][lang]) : null;
  return { status: STATUSES[judgement][lang], judgement, rejectReason: reason, comment };
}

const PAGES = ['/', '/catalog', '/anchors', '/bolts', '/delivery'];

/** The leads of one channel, oldest first; `first` is the number of the first contact, so that no two channels share a telephone. Keys are given later. */
export function channelLeads(channel: Channel, plans: readonly DayPlan[], first: number, { seed, lang, clock, end }: LeadSetting): DemoLead[] {
  const next = random(seed, channel.key, 'leads');
  const worthOf = worths(next, channel);
  const online = channel.medium !== 'offline' && channel.medium !== 'word_of_mouth';
  const leads: DemoLead[] = [];
  const contacts: Contact[] = [];
  for (const { day, index, leads: expected } of plans) {
    for (let left = poisson(next, expected); left > 0; left -= 1) {
      const at = clock.midnight(day) + Number(weighted(next, HOURS)) * 3_600_000 + integer(next, 0, 3_599) * 1000;
      const worth = worthOf();
      const judgedAt = at + lognormal(next, 0.15, 1.4) * DAY;
      const judged = judgedAt < end && !chance(next, FORGOTTEN);
      const recent = contacts.slice(-25);
      const repeats = worth.reason === 'duplicate' && recent.length > 0;
      const who = repeats ? pick(next, recent) : contact(next, lang, first + leads.length, worth.segment === 'retail' && chance(next, 0.7));
      contacts.push(who);
      leads.push({
        channel,
        segment: worth.segment,
        at,
        judgedAt: judged ? judgedAt : null,
        row: {
          key: '',
          externalId: null,
          createdAt: new Date(at).toISOString(),
          ...reachable(next, who),
          ...origin(next, channel, lang, index),
          landing: online ? COMPANY[lang].site + pick(next, PAGES) : null,
          selfReported: chance(next, NEVER_ASKED) ? null : pick(next, channel.heard[lang]),
          ...written(next, worth, judged, lang),
        },
      });
    }
  }
  // Two leads of one channel and day may have come in any order.
  return leads.sort((a, b) => a.at - b.at);
}
