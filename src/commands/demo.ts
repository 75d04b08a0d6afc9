import pg from 'pg';
import { personByEmail } from '../accounts/queries/people.ts';
import { actAs } from '../platform/db.ts';
import { loadDemo } from '../today/actions.ts';
import { type Command, CommandError, say, withHouse } from './command.ts';

export const demo: Command = {
  usage: 'demo [--person <e-mail>]',
  about: 'makes the demo company for a person (the only one there is, unless named)',
  options: { person: { type: 'string' } },
  async run(_, { person: wanted }) {
    await withHouse(async ({ deps, owner }) => {
      const email = typeof wanted === 'string' ? wanted.toLowerCase() : await onlyPerson(owner);
      const from = performance.now();
      const { created, workspaceId } = await deps.db.transaction().execute(async (trx) => {
        const person = await personByEmail(trx, email);
        if (!person) throw new CommandError(`nobody signs in as ${email}`);
        await actAs(trx, person.id);
        return loadDemo(trx, person.id, deps);
      });
      say(
        created
          ? `made the demo company ${workspaceId} in ${((performance.now() - from) / 1000).toFixed(1)} s`
          : `${email} has the demo company ${workspaceId} already`,
      );
    });
  },
};

async function onlyPerson(owner: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<{ email: string }>('select p.email from person p join credential c on c.person_id = p.id').finally(() => client.end());
  if (rows.length === 1) return rows[0]!.email;
  throw new CommandError(
    rows.length === 0 ? 'nobody has signed up yet: start Otdel and create the owner first' : 'there are several people; name one with --person',
  );
}
