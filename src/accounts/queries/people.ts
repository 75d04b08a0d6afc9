import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

// People are global: no Scope. Whoever reads them through a workspace goes by its members (members.ts).

const person = (db: Db) =>
  db
    .selectFrom('person')
    .leftJoin('two_factor', (join) => join.onRef('two_factor.person_id', '=', 'person.id').on('two_factor.confirmed_at', 'is not', null))
    .select(['person.id', 'name', 'email', 'language', 'theme'])
    .select(sql<boolean>`two_factor.person_id is not null`.as('twoFactorEnabled'));

export const personById = (db: Db, id: string) => person(db).where('person.id', '=', id).executeTakeFirst();
export const personByEmail = (db: Db, email: string) => person(db).where('email', '=', email).executeTakeFirst();

/** Has nobody set the installation up? People without a password (of the demo company) do not count. */
export const setupNeeded = async (db: Db): Promise<boolean> => !(await db.selectFrom('credential').select('person_id').limit(1).executeTakeFirst());

/** One set-up at a time. */
export const lockSetup = (db: Db) => sql`select pg_advisory_xact_lock(hashtextextended('otdel setup', 0))`.execute(db);

export const insertPerson = (db: Db, row: { id: string; name: string; email: string; language: string }) => db.insertInto('person').values(row).execute();

export const updatePerson = (db: Db, id: string, change: { name?: string; language?: string; theme?: string }) =>
  db.updateTable('person').set(change).where('id', '=', id).execute();

export const passwordHashOf = async (db: Db, personId: string): Promise<string | null> =>
  (await db.selectFrom('credential').select('password_hash').where('person_id', '=', personId).executeTakeFirst())?.password_hash ?? null;

export const setPasswordHash = (db: Db, personId: string, hash: string, now: Date) =>
  db
    .insertInto('credential')
    .values({ person_id: personId, password_hash: hash, changed_at: now })
    .onConflict((c) => c.column('person_id').doUpdateSet({ password_hash: hash, changed_at: now }))
    .execute();

/** Locked, so that one code is not used by two requests. */
export const twoFactorOf = (db: Db, personId: string) =>
  db.selectFrom('two_factor').selectAll().where('person_id', '=', personId).forUpdate().executeTakeFirst();

/** Begins anew, unless it is on already. */
export const beginTwoFactor = async (db: Db, personId: string, sealed: string): Promise<boolean> => {
  const begun = await db
    .insertInto('two_factor')
    .values({ person_id: personId, sealed })
    .onConflict((c) => c.column('person_id').doUpdateSet({ sealed, last_step: 0 }).where('two_factor.confirmed_at', 'is', null))
    .returning('person_id')
    .executeTakeFirst();
  return begun !== undefined;
};

export const updateTwoFactor = (db: Db, personId: string, change: { sealed?: string; last_step?: number; confirmed_at?: Date }) =>
  db.updateTable('two_factor').set(change).where('person_id', '=', personId).execute();

export const deleteTwoFactor = (db: Db, personId: string) => db.deleteFrom('two_factor').where('person_id', '=', personId).execute();
