import type { DealRow } from '../../leads/domain/rows.ts';
import { email, phone } from './contact.ts';
import { currencyOf, orderOf, type RowContext, signOf } from './context.ts';
import { type Moment, moment, unixMoment } from './date.ts';
import type { DealField } from './fields.ts';
import { currencyDigits, decimalText, money } from './number.ts';
import { type DealStatus, dealStatusOf, statusWord } from './status.ts';
import { type Fault, isFault, textOf } from './text.ts';

/** Reads one row of deals; the row is worthless when the context noted a fault. */
export function dealRow(context: RowContext): DealRow[] {
  const { reading, cell, take } = context;
  const text = (field: DealField) => textOf(cell(field));
  const when = (field: DealField): Moment | null =>
    take(field, reading.unix ? unixMoment(cell(field), context.zone) : moment(cell(field), orderOf(context, field), context.zone));
  const contact = (field: 'phone' | 'email', value: string | null | Fault) => (isFault(value) && reading.keepUnreadableContacts ? null : take(field, value));

  const opened = when('openedAt');
  const won = when('wonAt');
  const lost = when('lostAt');
  const closed = when('closedAt') ?? won ?? lost;
  const status = statusOf(context, won, lost);
  const currency = text('amount') === null && text('margin') === null ? null : currencyOf(context);
  const amountMinor = currency === null ? null : take('amount', money(cell('amount'), signOf(context, 'amount'), currencyDigits(currency), reading.micros));
  const row: DealRow = {
    key: '',
    externalId: text('externalId'),
    leadExternalId: text('leadExternalId'),
    phone: contact('phone', phone(cell('phone'), reading.country)),
    email: contact('email', email(cell('email'))),
    name: text('name'),
    amountMinor,
    currency: amountMinor === null ? null : currency,
    marginMinor: currency === null ? null : marginOf(context, amountMinor, currency),
    status: status ?? 'open',
    openedAt: opened?.at ?? null,
    // A deal under way has no end, whatever a planned date says.
    closedAt: status === 'open' ? null : (closed?.at ?? null),
    lostReason: text('lostReason'),
    product: text('product'),
    company: text('company'),
  };
  row.key = keyOf(row, opened ?? closed, context);
  return [row];
}

/** Known by an id, or by whose deal it is, what it is about and when it began; what changes later (status, amount) is no part of the key. */
function keyOf(row: DealRow, began: Moment | null, context: RowContext): string {
  if (row.externalId !== null) return `${context.reading.format ?? 'id'}:${row.externalId}`;
  const whose = [row.leadExternalId, row.phone, row.email];
  const about = [row.name, row.product, row.company, began?.at ?? null];
  if (row.phone !== null || row.email !== null || (row.leadExternalId !== null && !context.reading.unix)) return context.digest([...whose, ...about]);
  return context.numbered(context.digest([...whose, ...about, row.amountMinor]));
}

function statusOf(context: RowContext, won: Moment | null, lost: Moment | null): DealStatus | null {
  const { reading, cell, index, fail } = context;
  if (index('status') !== null) {
    const word = statusWord(cell('status'));
    if (word !== '') return (reading.statuses[word] as DealStatus | undefined) ?? dealStatusOf(word) ?? fail('status', 'status');
  }
  if (lost) return 'lost';
  if (won) return 'won';
  return index('status') === null && index('wonAt') === null && index('lostAt') === null ? (reading.status ?? 'open') : 'open';
}

/** A margin in money, or in per cent of the amount. */
function marginOf(context: RowContext, amountMinor: number | null, currency: string): number | null {
  const cell = context.cell('margin');
  const text = textOf(cell);
  if (text === null || !text.endsWith('%')) return context.take('margin', money(cell, signOf(context, 'margin'), currencyDigits(currency)));
  const percent = context.take('margin', decimalText(text.slice(0, -1), signOf(context, 'margin')));
  if (percent === null || amountMinor === null) return null;
  return Math.round((amountMinor * Number(percent)) / 100);
}
