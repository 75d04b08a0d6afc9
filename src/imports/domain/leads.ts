import type { LeadRow } from '../../leads/domain/rows.ts';
import { email, phone } from './contact.ts';
import { orderOf, type RowContext } from './context.ts';
import { moment } from './date.ts';
import { clickIdFields, type LeadField } from './fields.ts';
import { answerOf, type Judgement, judgementOf, statusWord } from './status.ts';
import { type Fault, isFault, textOf } from './text.ts';

/** Reads one row of leads; the row is worthless when the context noted a fault. */
export function leadRow(context: RowContext): LeadRow[] {
  const { reading, cell, take } = context;
  const text = (field: LeadField) => textOf(cell(field));
  const created = moment(cell('createdAt'), orderOf(context, 'createdAt'), context.zone);
  const when = created === null ? context.fail('createdAt', 'missing') : take('createdAt', created);
  const notes: string[] = [];
  const contact = (field: 'phone' | 'email', value: string | null | Fault): string | null => {
    if (!isFault(value) || !reading.keepUnreadableContacts) return take(field, value);
    notes.push(text(field)!);
    return null;
  };
  const telephone = contact('phone', phone(cell('phone'), reading.country));
  const mail = contact('email', email(cell('email')));
  const externalId = text('externalId');
  const landing = text('landing');
  const source = sourceOf(context, landing);
  const name = [text('firstName'), text('lastName')].filter((part) => part !== null).join(' ') || text('name');
  const comment = [text('comment'), ...notes].filter((part) => part !== null).join('\n') || null;
  const status = text('status');
  const row: LeadRow = {
    key: '',
    externalId,
    createdAt: when?.at ?? '',
    name,
    phone: telephone,
    email: mail,
    company: text('company'),
    channel: text('channel'),
    ...source,
    landing,
    selfReported: text('selfReported'),
    status: status ?? text('judgement'),
    judgement: judgementIn(context),
    rejectReason: text('rejectReason'),
    comment,
    clickIds: clickIdsOf(context, landing),
  };
  if (when) row.key = keyOf(row, when.day, context);
  return [row];
}

/** Somebody is recognised by an id or by day, contact and source; a row about nobody in particular by all it says and by its number among its likes. */
function keyOf(row: LeadRow, day: string, context: RowContext): string {
  if (row.externalId !== null) return `${context.reading.format ?? 'id'}:${row.externalId}`;
  const source = [row.channel, row.source, row.medium, row.campaign, row.content, row.term];
  if (row.phone !== null || row.email !== null) return context.digest([day, row.phone, row.email, ...source, row.name]);
  return context.numbered(context.digest([row.createdAt, ...source, row.name, row.company, row.landing, row.comment]));
}

type Source = Pick<LeadRow, 'source' | 'medium' | 'campaign' | 'content' | 'term'>;

/** The source as the columns say it, or, when they say nothing, as the tags of the landing page do. */
function sourceOf({ cell }: RowContext, landing: string | null): Source {
  const written = {
    source: textOf(cell('source')),
    medium: textOf(cell('medium')),
    campaign: textOf(cell('campaign')),
    content: textOf(cell('content')),
    term: textOf(cell('term')),
  };
  if (written.source !== null || written.medium !== null || !landing?.includes('utm_source=')) return written;
  const tags = tagsOf(landing);
  const tag = (name: string) => tags.get(`utm_${name}`)?.trim() || null;
  return {
    source: tag('source'),
    medium: tag('medium'),
    campaign: written.campaign ?? tag('campaign'),
    content: written.content ?? tag('content'),
    term: written.term ?? tag('term'),
  };
}

function tagsOf(address: string): URLSearchParams {
  const start = address.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : address.slice(start + 1).split('#')[0]);
}

function clickIdsOf({ cell, index }: RowContext, landing: string | null): Record<string, string> | null {
  let ids: Record<string, string> | null = null;
  for (const field of clickIdFields) {
    if (index(field) === null) continue;
    const id = textOf(cell(field));
    if (id !== null) {
      ids ??= {};
      ids[field] = id;
    }
  }
  if (landing?.includes('clid=')) {
    for (const [name, id] of tagsOf(landing)) {
      if (id === '' || !(clickIdFields as readonly string[]).includes(name)) continue;
      ids ??= {};
      ids[name] ??= id;
    }
  }
  return ids;
}

/** The judgement by its own column, else by the status; a word without a meaning leaves the lead unjudged, and the word is kept as the status. */
function judgementIn({ reading, cell, index }: RowContext): Judgement {
  const own = index('judgement') !== null ? statusWord(cell('judgement')) : '';
  const meaning = (word: string, known: (word: string) => Judgement | null) => (reading.statuses[word] as Judgement | undefined) ?? known(word) ?? 'unjudged';
  if (own !== '') return meaning(own, answerOf);
  return index('status') === null ? 'unjudged' : meaning(statusWord(cell('status')), judgementOf);
}
