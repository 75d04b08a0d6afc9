-- Files in: what was uploaded, how it was read, what could not be read, and what it changed.
create table import (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  kind text check (kind in ('leads', 'deals', 'costs')),
  file_name text not null,
  file_key text not null,                 -- name under the data folder, made by the server
  file_size bigint not null,
  file_sha256 text not null,
  format text,                            -- code of the known export, null when mapped by hand
  recognition jsonb,                      -- what the recogniser saw: columns, samples, questions
  mapping jsonb,                          -- field → column index, as confirmed
  options jsonb not null default '{}',    -- answers: date order, currency, rate, VAT, status words, defaults
  status text not null default 'waiting' check (status in ('waiting', 'refused', 'running', 'done', 'failed', 'undoing', 'undone')),
  refusal jsonb,
  rows_total integer,                     -- estimate until the end is reached
  rows_read integer not null default 0,   -- committed progress: a restart continues behind it
  rows_created integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_skipped integer not null default 0, -- total rows and blank lines
  rows_bad integer not null default 0,
  sum_minor bigint not null default 0,    -- costs: net spend, deals: amount; shown so that a person can compare with the source
  created_by uuid references person,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id)
);
select protect('import');

-- Rows that could not go in, one entry a fault.
create table import_fault (
  workspace_id uuid not null,
  import_id uuid not null,
  id uuid not null,
  line integer not null,                  -- line of the file, as an editor counts them
  column_name text,
  value text,
  code text not null,
  params jsonb not null default '{}',
  cells text[] not null,                  -- the whole row as read, so that it can be corrected
  resolved_at timestamptz,
  primary key (workspace_id, import_id, id),
  foreign key (workspace_id, import_id) references import on delete cascade
);
create index import_fault_line on import_fault (workspace_id, import_id, line);
select protect('import_fault');

-- The state a row had before an import changed it: undo puts it back. Rows an import created carry its id themselves.
create table import_change (
  workspace_id uuid not null,
  import_id uuid not null,
  entity text not null check (entity in ('lead', 'deal', 'cost')),
  entity_id uuid not null,
  before jsonb not null,
  primary key (workspace_id, import_id, entity, entity_id),
  foreign key (workspace_id, import_id) references import on delete cascade
);
select protect('import_change');

-- How files with this header were read last time.
create table import_mapping (
  workspace_id uuid not null references workspace on delete cascade,
  signature text not null,                -- hash of the header cells
  kind text not null,
  mapping jsonb not null,
  options jsonb not null,
  used_at timestamptz not null default now(),
  primary key (workspace_id, signature)
);
select protect('import_mapping');
