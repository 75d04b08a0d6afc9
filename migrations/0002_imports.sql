-- Files in: what was uploaded, how it was read, what could not be read, and what it changed.
create table import (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  kind text check (kind in ('leads', 'deals', 'costs')),
  file_name text not null,
  file_key text not null,                 -- name under the data folder, made by the server; the file goes when its rows are in
  file_size bigint not null,
  file_sha256 text not null,
  format text,                            -- code of the known export, null when mapped by hand
  sample jsonb,                           -- the first rows, from which it is recognised; only until the start
  said jsonb not null default '{}',       -- what a person has said: sheet, kind, columns, answers
  recognition jsonb,                      -- what it was taken for: columns, questions, preview
  reading jsonb,                          -- how every row is read, settled at the start: a restart reads them the same way
  signature text,                         -- hash of the header cells
  status text not null default 'waiting' check (status in ('waiting', 'refused', 'running', 'done', 'failed', 'undoing', 'undone')),
  refusal jsonb,                          -- why it was refused or stopped: code and parameters
  rows_total integer,                     -- estimate until the end is reached
  rows_read integer not null default 0,   -- committed progress: a restart continues behind it
  rows_created integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_repeated integer not null default 0, -- repeat a row above, or were added to one (costs)
  rows_skipped integer not null default 0, -- total rows and blank lines, bad rows left out
  rows_bad integer not null default 0,    -- in quarantine
  facts_written integer not null default 0, -- costs: the file is summed up first, then written; progress of the second half
  sums jsonb not null default '{}',       -- money of the rows taken as the file has it, minor units by currency: to compare with the source
  rows_per_second real,
  progress_at timestamptz,                -- of the last batch: a run that stands still is taken over
  created_by uuid references person,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  version integer not null default 1,
  primary key (workspace_id, id)
);
create index import_file on import (file_sha256, workspace_id);
create index import_running on import (status) where status in ('running', 'undoing');
select protect('import');

-- Rows that could not go in, whole, so that they can be corrected.
create table import_fault (
  workspace_id uuid not null,
  import_id uuid not null,
  line integer not null,                  -- line of the file, as an editor counts them
  cells text[] not null,
  faults jsonb not null,                  -- [{column, value, code, params}]
  resolved_at timestamptz,                -- corrected or left out
  primary key (workspace_id, import_id, line),
  foreign key (workspace_id, import_id) references import on delete cascade
);
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
  said jsonb not null,                    -- kind, columns, answers
  used_at timestamptz not null default now(),
  primary key (workspace_id, signature)
);
select protect('import_mapping');
