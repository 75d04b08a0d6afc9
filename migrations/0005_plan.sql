-- The lead plan: versions are added, never overwritten.
create table plan_version (
  workspace_id uuid not null references workspace on delete cascade,
  version integer not null,
  starts_on date not null,                -- first day of the first month planned for
  effective_from date not null,
  inputs jsonb not null,                  -- the three numbers and their tags (measured, assumed, benchmark)
  targets jsonb not null,                 -- deals, qualified leads, leads, visits, budget as reckoned then
  reason text not null default '',
  author_id uuid references person,
  created_at timestamptz not null default now(),
  primary key (workspace_id, version)
);
select protect('plan_version', 'select, insert');
