/** What a file can hold. */
export const kinds = ['leads', 'deals', 'costs'] as const;
export type Kind = (typeof kinds)[number];

const sourceFields = ['channel', 'source', 'medium', 'campaign', 'content', 'term'] as const;

/** Click ids of advertising systems and ids of counters, kept with the lead as text. */
export const clickIdFields = [
  'gclid',
  'wbraid',
  'gbraid',
  'yclid',
  'ysclid',
  'fbclid',
  'msclkid',
  'ttclid',
  'vkclid',
  'rb_clickid',
  'ym_uid',
  'ga_cid',
  'roistat',
] as const;

/** What a column can mean, by kind; the words of the interface for them are in the locales. */
export const fieldsOf = {
  leads: [
    'createdAt',
    'externalId',
    'name',
    'firstName',
    'lastName',
    'phone',
    'email',
    'company',
    ...sourceFields,
    'landing',
    'selfReported',
    'status',
    'judgement',
    'rejectReason',
    'comment',
    ...clickIdFields,
  ],
  deals: [
    'externalId',
    'leadExternalId',
    'name',
    'phone',
    'email',
    'company',
    'product',
    'amount',
    'margin',
    'currency',
    'status',
    'openedAt',
    'closedAt',
    'wonAt',
    'lostAt',
    'lostReason',
  ],
  costs: ['day', 'lastDay', 'platform', ...sourceFields, 'campaignId', 'group', 'amount', 'vat', 'currency', 'impressions', 'clicks'],
} as const;

export type LeadField = (typeof fieldsOf.leads)[number];
export type DealField = (typeof fieldsOf.deals)[number];
export type CostField = (typeof fieldsOf.costs)[number];
export type Field = LeadField | DealField | CostField;

/** Fields a file cannot do without; of a list, one is enough. */
export const requiredOf: Record<Kind, readonly (readonly Field[])[]> = {
  leads: [['createdAt']],
  deals: [['status', 'wonAt', 'lostAt', 'closedAt', 'openedAt', 'amount']],
  costs: [['day'], ['amount']],
};

const dates = new Set<Field>(['createdAt', 'openedAt', 'closedAt', 'wonAt', 'lostAt', 'day', 'lastDay']);
const sums = new Set<Field>(['amount', 'margin', 'vat']);

/** Whether the column holds dates, sums of money, numbers of things. */
export const isDate = (field: Field | null): boolean => field !== null && dates.has(field);
export const isMoney = (field: Field | null): boolean => field !== null && sums.has(field);
export const isCount = (field: Field | null): boolean => field === 'impressions' || field === 'clicks';

/** What makes a row of costs different from another of the same day. */
export const costDimensions: readonly Field[] = ['channel', 'source', 'medium', 'campaign', 'campaignId', 'group', 'content', 'term'];
