-- The lead plan: versions are added, never overwritten. A month is planned by the latest version that was in force when it began.
create table plan_version (
  workspace_id uuid not null references workspace on delete cascade,
  version integer not null check (version > 0),
  effective_from date not null check (extract(day from effective_from) = 1),  -- the first month it plans; earlier months keep their version
  inputs jsonb not null,                  -- the numbers as stated, each with its tag (measured, assumed, benchmark)
  targets jsonb not null,                 -- deals, qualified leads, leads, visits, budget as reckoned then
  reason text not null default '',
  author_id uuid references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, version)
);
select protect('plan_version', 'select, insert');
