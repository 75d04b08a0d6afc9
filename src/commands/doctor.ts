import fs from 'node:fs';
import pg from 'pg';
import { brokenLink } from '../accounts/queries/audit.ts';
import { checkRollUps, rebuildRollUps } from '../leads/actions.ts';
import type { House } from '../main.ts';
import { permissions } from '../permissions.ts';
import { within } from '../platform/db.ts';
import { freeSpaceFloorBytes } from '../platform/files.ts';
import { mintScope, type Scope } from '../platform/scope.ts';
import { type Command, CommandError, say, withHouse } from './command.ts';

type Finding = { ok: boolean; text: string };

export const doctor: Command = {
  usage: 'doctor [--repair]',
  about: 'looks whether everything is in order; --repair counts the roll-ups anew',
  options: { repair: { type: 'boolean' } },
  async run(_, { repair }) {
    await withHouse(async (house) => {
      const findings = [...(await machine(house)), ...(await database(house)), ...(await workspaces(house, repair === true))];
      for (const { ok, text } of findings) say(`${ok ? '✓' : '✗'} ${text}`);
      const wrong = findings.filter((f) => !f.ok).length;
      if (wrong > 0) throw new CommandError(`${wrong} of ${findings.length} checks found something`);
    });
  },
};

async function machine({ deps }: House): Promise<Finding[]> {
  const space = await fs.promises.statfs(deps.config.dataDir);
  const free = space.bavail * space.bsize;
  const secret = fs.existsSync(`${deps.config.dataDir}/secret`) ? fs.statSync(`${deps.config.dataDir}/secret`).mode & 0o077 : 0;
  return [
    { ok: true, text: `Node ${process.versions.node}, data in ${deps.config.dataDir}` },
    { ok: free >= freeSpaceFloorBytes, text: `${(free / 1024 ** 3).toFixed(1)} GB free (imports stop below ${freeSpaceFloorBytes / 1024 ** 3} GB)` },
    { ok: secret === 0, text: secret === 0 ? 'the secret can be read by its owner only' : 'the file «secret» can be read by others: chmod 600' },
    { ok: true, text: deps.mail.configured ? 'mail goes out by SMTP' : 'mail is not configured (OTDEL_SMTP_URL): links are printed to the log instead' },
  ];
}

async function database(house: House): Promise<Finding[]> {
  const app = new pg.Client(house.pool.options as pg.ClientConfig);
  const owner = new pg.Client(house.owner);
  await Promise.all([app.connect(), owner.connect()]);
  try {
    const { rows: settings } = await owner.query<{ version: string; fsync: string; commit: string; pages: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`,
    );
    const s = settings[0]!;
    const { rows: role } = await app.query<{ safe: boolean; name: string }>(
      `select current_user as name, not (rolsuper or rolbypassrls) and not exists (select from pg_class where relowner = oid and relnamespace = 'public'::regnamespace) as safe
       from pg_roles where rolname = current_user`,
    );
    const { rows: open } = await owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    // a job of a killed process, which another has taken the place of, stays locked: that one did not give up
    const { rows: dead } = await owner.query<{ n: number }>(
      `select count(*)::int as n from graphile_worker.jobs where attempts >= max_attempts and locked_at is null`,
    );
    return [
      {
        ok: s.fsync === 'on' && s.commit !== 'off' && s.pages === 'on',
        text: `PostgreSQL ${s.version}: fsync ${s.fsync}, synchronous_commit ${s.commit}, full_page_writes ${s.pages}`,
      },
      { ok: role[0]?.safe === true, text: `the application works as ${role[0]?.name}${role[0]?.safe ? ', which owns nothing' : ', which may do too much'}` },
      {
        ok: open.length === 0,
        text:
          open.length === 0 ? 'every table of a workspace is behind row-level security' : `without row-level security: ${open.map((t) => t.name).join(', ')}`,
      },
      { ok: dead[0]?.n === 0, text: `${dead[0]?.n} background jobs have given up` },
    ];
  } finally {
    await Promise.all([app.end(), owner.end()]);
  }
}

async function workspaces(house: House, repair: boolean): Promise<Finding[]> {
  const owner = new pg.Client(house.owner);
  await owner.connect();
  const { rows } = await owner.query<{ id: string; name: string }>('select id, name from workspace order by created_at').finally(() => owner.end());
  const findings: Finding[] = [];
  for (const { id, name } of rows) {
    const scope: Scope = mintScope({ workspaceId: id, personId: null, role: null, actor: 'command', can: new Set(permissions) });
    const { wrong, chain } = await within(house.deps.db, scope, async (trx) => ({
      wrong: Object.values(repair ? await rebuildRollUps(trx, scope) : await checkRollUps(trx, scope)).reduce((sum, n) => sum + n, 0),
      chain: await brokenLink(trx, scope),
    }));
    const state =
      wrong === 0
        ? 'the roll-ups equal a recount'
        : repair
          ? `${wrong} rows of the roll-ups were wrong and were counted anew`
          : `${wrong} rows of the roll-ups differ from a recount: otdel doctor --repair`;
    findings.push({ ok: wrong === 0 || repair, text: `${name}: ${state}` });
    findings.push({
      ok: chain.brokenAt === null,
      text: `${name}: audit log of ${chain.entries} entries ${chain.brokenAt === null ? 'is unbroken' : `was tampered with at number ${chain.brokenAt}`}`,
    });
  }
  return findings;
}
