import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

// safety.md: idle 8 h, absolute 7 d. Every limit is checked where the row is read, so an end is an end at once.
const IDLE_MS = 8 * 3_600_000;
export const ABSOLUTE_MS = 7 * 24 * 3_600_000;
const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

export const insertSession = (
  db: Db,
  row: { id: string; person_id: string; token_hash: string; ip_address: string | null; user_agent: string | null; created_at: Date; seen_at: Date },
) => db.insertInto('session').values(row).execute();

const alive = (db: Db, now: Date) => db.selectFrom('session').where('created_at', '>', ago(now, ABSOLUTE_MS)).where('seen_at', '>', ago(now, IDLE_MS));

export const sessionByHash = (db: Db, tokenHash: string, now: Date) =>
  alive(db, now).select(['id', 'person_id', 'seen_at']).where('token_hash', '=', tokenHash).executeTakeFirst();

export const touchSession = (db: Db, id: string, now: Date) => db.updateTable('session').set({ seen_at: now }).where('id', '=', id).execute();

export const sessionsOf = (db: Db, personId: string, now: Date) =>
  alive(db, now).select(['id', 'created_at', 'seen_at', 'ip_address', 'user_agent']).where('person_id', '=', personId).orderBy('seen_at', 'desc').execute();

export const deleteSession = async (db: Db, personId: string, id: string): Promise<boolean> =>
  (await db.deleteFrom('session').where('person_id', '=', personId).where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n;

export const deleteSessionsOf = (db: Db, personId: string) => db.deleteFrom('session').where('person_id', '=', personId).execute();

/** What has run out is of no use to anybody: cleared away by whoever signs in next. */
export async function sweep(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('session')
    .where((e) => e.or([e('created_at', '<=', ago(now, ABSOLUTE_MS)), e('seen_at', '<=', ago(now, IDLE_MS))]))
    .execute();
  await db.deleteFrom('ticket').where('expires_at', '<=', ago(now, 3_600_000)).execute(); // kept an hour longer: letters are counted
  await db.deleteFrom('sign_in_failure').where('at', '<=', ago(now, FAILURE_WINDOW_MS)).execute();
}

// ── tickets ─────────────────────────────────────────────────────────────────────────────────────────────────────
export type Purpose = 'reset' | 'second_step';
export const insertTicket = (db: Db, row: { token_hash: string; purpose: Purpose; person_id: string; created_at: Date; expires_at: Date }) =>
  db.insertInto('ticket').values(row).execute();

/** Locked: of two requests with one ticket the second finds it gone. */
export const ticketByHash = (db: Db, purpose: Purpose, tokenHash: string, now: Date) =>
  db
    .selectFrom('ticket')
    .select(['person_id', 'failures'])
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst();

export const deleteTicket = (db: Db, tokenHash: string) => db.deleteFrom('ticket').where('token_hash', '=', tokenHash).execute();
export const deleteTicketsOf = (db: Db, personId: string) => db.deleteFrom('ticket').where('person_id', '=', personId).execute();
export const countTicketFailure = (db: Db, tokenHash: string) =>
  db
    .updateTable('ticket')
    .set((e) => ({ failures: e('failures', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .execute();

export const ticketsSince = async (db: Db, purpose: Purpose, personId: string, since: Date): Promise<number> =>
  (
    await db
      .selectFrom('ticket')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('purpose', '=', purpose)
      .where('person_id', '=', personId)
      .where('created_at', '>', since)
      .executeTakeFirstOrThrow()
  ).n;

// ── the brake ───────────────────────────────────────────────────────────────────────────────────────────────────
export const FAILURE_WINDOW_MS = 15 * 60_000;

/** Attempts on one key wait for one another, or a burst would be counted too late. */
export const lockFailures = (db: Db, key: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`failures ${key}`}, 0))`.execute(db);

export const failuresOf = (db: Db, key: string, now: Date) =>
  db
    .selectFrom('sign_in_failure')
    .select((e) => [e.fn.countAll<number>().as('count'), e.fn.min<Date | null>('at').as('first')])
    .where('key', '=', key)
    .where('at', '>', ago(now, FAILURE_WINDOW_MS))
    .executeTakeFirstOrThrow();

export const insertFailure = (db: Db, row: { id: string; key: string; at: Date }) => db.insertInto('sign_in_failure').values(row).execute();
export const clearFailures = (db: Db, key: string) => db.deleteFrom('sign_in_failure').where('key', '=', key).execute();
