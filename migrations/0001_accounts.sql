-- People, workspaces, and the two walls between tenants.
--
-- First wall: every query takes a Scope and filters by workspace_id. Second wall, here: row-level security. The
-- application's role (otdel_app) owns nothing and bypasses nothing; it sees the rows of the workspace named in the
-- transaction-local setting otdel.workspace, and none at all when that is not set.

do $$ begin
  if not exists (select from pg_roles where rolname = 'otdel_app') then
    create role otdel_app nologin nosuperuser nobypassrls;
  end if;
  -- with one DATABASE_URL the pool signs in as the owner and takes this role at once
  if not pg_has_role(current_user, 'otdel_app', 'member') then
    execute format('grant otdel_app to %I', current_user);
  end if;
end $$;
grant usage on schema public to otdel_app;

create function current_workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('otdel.workspace', true), '')::uuid $$;
create function current_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('otdel.person', true), '')::uuid $$;

-- Puts a table behind the second wall. `maintenance` is for the role that migrates and backs up, which FORCE would
-- otherwise lock out of its own tables wherever it is no superuser.
create function protect(target regclass, privileges text default 'select, insert, update, delete', key text default 'workspace_id') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant on %s to otdel_app using (%I = (select current_workspace())) with check (%I = (select current_workspace()))', target, key, key);
  execute format('create policy maintenance on %s to current_user using (true) with check (true)', target);
  execute format('grant %s on %s to otdel_app', privileges, target);
end $$;

-- ── people: global, because one person may belong to many workspaces ────────────────────────────────────────────
create table person (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  language text not null default 'ru' check (language in ('ru', 'en')),
  theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  created_at timestamptz not null default now()
);

-- Who has one can sign in; people of the demo company have none.
create table credential (
  person_id uuid primary key references person on delete cascade,
  password_hash text not null,             -- scrypt with its own salt
  changed_at timestamptz not null default now()
);
-- Secrets of a session or a letter are stored as SHA-256: a stolen backup opens no door.
create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_hash text not null unique,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),   -- the absolute limit counts from here
  seen_at timestamptz not null default now()       -- the idle limit from here; written once a minute at most
);
create index session_person on session (person_id);
-- Good for one thing, once: a new password by letter, or the second step of signing in.
create table ticket (
  token_hash text primary key,
  purpose text not null check (purpose in ('reset', 'second_step')),
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  failures integer not null default 0
);
create index ticket_person on ticket (person_id);
create table two_factor (
  person_id uuid primary key references person on delete cascade,
  sealed text not null,                    -- secret and backup codes, encrypted with the key outside the database
  confirmed_at timestamptz,                -- null until the first code: not yet asked for at sign-in
  last_step bigint not null default 0      -- RFC 6238 §5.2: a code is good once
);
-- Wrong passwords and codes of the last quarter of an hour, by hash of (address, network): the brake on guessing.
create table sign_in_failure (
  id uuid primary key,
  key text not null,
  at timestamptz not null
);
create index sign_in_failure_key on sign_in_failure (key, at);
grant select, insert, update, delete on person, credential, session, ticket, two_factor, sign_in_failure to otdel_app;

-- ── workspaces ──────────────────────────────────────────────────────────────────────────────────────────────────
create table workspace (
  id uuid primary key,
  name text not null check (name <> ''),
  currency char(3) not null,
  time_zone text not null,
  country char(2) not null,
  mode text not null default 'leads' check (mode in ('leads', 'sales')),       -- what marketing answers for
  demo boolean not null default false,
  vat_rate numeric(5, 2) not null default 22 check (vat_rate between 0 and 100),
  vat_recoverable boolean not null default true,
  gross_margin numeric(5, 4) not null default 0.35 check (gross_margin > 0 and gross_margin <= 1),
  target_cac_minor bigint check (target_cac_minor > 0),                          -- when absent, the target follows from required_romi
  required_romi numeric(7, 4) not null default 0 check (required_romi >= 0),
  cycle_median_days integer not null default 21 check (cycle_median_days > 0),   -- the sales cycle, as stated by the firm
  cycle_p90_days integer not null default 75,
  created_at timestamptz not null default now(),
  removed_at timestamptz,                  -- out of reach for everybody; a job erases the rest
  version integer not null default 1,
  check (cycle_p90_days > cycle_median_days)
);
select protect('workspace', 'select, insert, update, delete', 'id');

create table member (
  workspace_id uuid not null references workspace on delete cascade,
  person_id uuid not null references person,
  role text not null check (role in ('owner', 'head', 'head_of_sales', 'marketer', 'sales', 'contractor')),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, person_id)
);
create index member_person on member (person_id);
select protect('member');
-- A person sees their own memberships, and the names of those workspaces, before any workspace is opened (the switcher),
-- and no more than that workspace once one is.
create policy own on member for select to otdel_app using ((select current_workspace()) is null and person_id = (select current_person()));
create policy own on workspace for select to otdel_app
  using ((select current_workspace()) is null and exists (select from member m where m.workspace_id = workspace.id and m.person_id = (select current_person())));

create table invitation (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'head', 'head_of_sales', 'marketer', 'sales', 'contractor')),
  token_hash text not null unique,
  invited_by uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (workspace_id, id)
);
select protect('invitation');

create table api_key (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  name text not null,
  prefix text not null,                    -- the first characters, so that a person recognises the key in a list
  key_hash text not null unique,
  permissions text[] not null,
  created_by uuid not null references person,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
select protect('api_key');

-- What the workspace has decided, one row a subject: verdict thresholds, remembered mappings of a slice, …
create table setting (
  workspace_id uuid not null references workspace on delete cascade,
  key text not null,
  value jsonb not null,
  version integer not null default 1,
  primary key (workspace_id, key)
);
select protect('setting');

-- Days on which the workspace departs from the production calendar of its country.
create table calendar_day (
  workspace_id uuid not null references workspace on delete cascade,
  day date not null,
  kind text not null check (kind in ('working', 'short', 'off')),
  note text not null default '',
  primary key (workspace_id, day)
);
select protect('calendar_day');

-- ── audit: who did what, append-only, each entry carrying the hash of the one before ────────────────────────────
create table audit_entry (
  workspace_id uuid not null references workspace on delete cascade,
  number bigint not null,
  at timestamptz not null default now(),
  actor text not null check (actor in ('person', 'api_key', 'job', 'command')),
  person_id uuid references person,
  action text not null,
  entity text,
  entity_id text,
  before jsonb,
  after jsonb,
  previous_hash text not null,
  hash text not null,
  primary key (workspace_id, number)
);
select protect('audit_entry', 'select, insert');
create index audit_entry_at on audit_entry (workspace_id, at desc);

-- An array, so that moving a value from one column to the next is seen as well.
create function audit_hash(e audit_entry) returns text language sql stable as $$
  select encode(sha256(convert_to(jsonb_build_array(e.workspace_id, e.number, extract(epoch from e.at), e.actor, e.person_id, e.action,
    e.entity, e.entity_id, e.before, e.after, e.previous_hash)::text, 'UTF8')), 'hex')
$$;
create function audit_chain() returns trigger language plpgsql as $$
declare last record;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || new.workspace_id::text, 0));   -- one chain, one writer at a time
  select number, hash into last from audit_entry where workspace_id = new.workspace_id order by number desc limit 1;
  new.number := coalesce(last.number, 0) + 1;
  new.previous_hash := coalesce(last.hash, '');
  new.hash := audit_hash(new);
  return new;
end $$;
create trigger audit_chain before insert on audit_entry for each row execute function audit_chain();

-- ── look-ups that must work before a workspace is known: by the hash of a secret only ───────────────────────────
-- The key of a member who left, or of a workspace that was removed, opens nothing.
create function use_api_key(wanted text, at timestamptz) returns table (workspace_id uuid, id uuid, created_by uuid, permissions text[])
language plpgsql security definer set search_path = public as $$
#variable_conflict use_column
begin
  update api_key k set last_used_at = at where k.key_hash = wanted and k.revoked_at is null and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
  return query select k.workspace_id, k.id, k.created_by, k.permissions from api_key k
    join workspace w on w.id = k.workspace_id and w.removed_at is null
    join member m on m.workspace_id = k.workspace_id and m.person_id = k.created_by
    where k.key_hash = wanted and k.revoked_at is null;
end $$;
create function invitation_by_hash(wanted text) returns table (workspace_id uuid, id uuid, email text, role text, expires_at timestamptz, accepted_at timestamptz, workspace_name text)
language sql security definer stable set search_path = public as $$
  select i.workspace_id, i.id, i.email, i.role, i.expires_at, i.accepted_at, w.name
  from invitation i join workspace w on w.id = i.workspace_id where i.token_hash = wanted and w.removed_at is null
$$;
revoke all on function use_api_key(text, timestamptz), invitation_by_hash(text) from public;
grant execute on function use_api_key(text, timestamptz), invitation_by_hash(text) to otdel_app;
