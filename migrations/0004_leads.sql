-- Leads and deals, and the two roll-ups that make every channel report instant.
create table lead (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  received_at timestamptz not null,
  day date not null,                      -- received_at in the workspace's time zone: reports count by it
  source_id uuid,
  name text,
  phone text,                             -- E.164
  email text,
  company text,
  landing text,
  self_reported text,                     -- «Как вы о нас узнали?», never mixed with the tracked source
  comment text,
  click_ids jsonb,
  status text,                            -- as the source system calls it
  judgement text not null default 'unjudged' check (judgement in ('unjudged', 'qualified', 'rejected', 'invalid')),
  judged_on date,
  reject_reason text,
  outcome text not null default 'open' check (outcome in ('open', 'won', 'lost')),   -- kept by the triggers below
  outcome_on date,
  external_id text,
  key text not null,                      -- idempotency: external id, or a hash of what identifies the row
  import_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, source_id) references source,
  foreign key (workspace_id, import_id) references import,
  check ((judgement = 'unjudged') = (judged_on is null)),
  check ((outcome = 'open') = (outcome_on is null))
);
create index lead_day on lead (workspace_id, day desc, id desc);
create index lead_source on lead (workspace_id, source_id, day);
create index lead_phone on lead (workspace_id, phone) where phone is not null;
create index lead_email on lead (workspace_id, email) where email is not null;
create index lead_external on lead (workspace_id, external_id) where external_id is not null;
create index lead_import on lead (workspace_id, import_id);
select protect('lead');

create table deal (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  lead_id uuid,
  source_id uuid,                         -- the lead's, or the deal's own when no lead is known
  cohort_on date not null,                -- the lead's day, or the day the deal was opened when no lead is known
  name text,
  company text,
  phone text,
  email text,
  product text,
  amount_minor bigint,
  margin_minor bigint,
  status text not null default 'open' check (status in ('open', 'won', 'lost')),
  opened_on date,
  closed_on date,
  lost_reason text,
  external_id text,
  lead_external_id text,
  key text not null,
  import_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, lead_id) references lead,
  foreign key (workspace_id, source_id) references source,
  foreign key (workspace_id, import_id) references import
);
create index deal_cohort on deal (workspace_id, cohort_on, source_id);
create index deal_closed on deal (workspace_id, closed_on, source_id);
create index deal_lead on deal (workspace_id, lead_id);
create index deal_import on deal (workspace_id, import_id);
select protect('deal');

-- ── roll-ups: changed in the same transaction as the rows, by the same statement, so they are never late or wrong ─
-- basis cohort: everything on the day the lead came. basis cash: everything on the day it happened.
-- "Unattributed" is the source 000…0, because a primary key holds no null.
create table result_day (
  workspace_id uuid not null references workspace on delete cascade,
  basis text not null check (basis in ('cohort', 'cash')),
  day date not null,
  source_id uuid not null,
  leads integer not null default 0,
  valid integer not null default 0,
  judged integer not null default 0,
  qualified integer not null default 0,
  lead_won integer not null default 0,    -- leads that ended in a won deal
  lead_lost integer not null default 0,   -- leads rejected, invalid, or with lost deals only
  deals integer not null default 0,       -- won deals
  priced integer not null default 0,      -- won deals with an amount
  revenue_minor bigint not null default 0,
  margin_minor bigint not null default 0, -- of the deals whose margin is known
  unmargined_minor bigint not null default 0, -- revenue of the deals whose margin is not known
  primary key (workspace_id, basis, day, source_id)
);
select protect('result_day');

-- How long leads take to close: what the closing curve (Aalen–Johansen) is made from. month = first day of the lead's month.
create table closing_age (
  workspace_id uuid not null references workspace on delete cascade,
  month date not null,
  outcome text not null,
  age_days integer not null,
  leads integer not null,
  primary key (workspace_id, month, outcome, age_days)
);
select protect('closing_age');

-- The outcome of a lead: won as soon as one deal is; lost when it was refused, or when every deal was lost.
create function lead_settle() returns trigger language plpgsql as $$
declare won date; lost date; open integer := 0;
begin
  if tg_op = 'UPDATE' then
    select min(coalesce(closed_on, opened_on, new.day)) filter (where status = 'won'), max(coalesce(closed_on, opened_on, new.day)) filter (where status = 'lost'),
      count(*) filter (where status = 'open')
    into won, lost, open from deal where workspace_id = new.workspace_id and lead_id = new.id;
  end if;
  if won is not null then new.outcome := 'won'; new.outcome_on := won;
  elsif new.judgement in ('rejected', 'invalid') then new.outcome := 'lost'; new.outcome_on := new.judged_on;
  elsif lost is not null and open = 0 then new.outcome := 'lost'; new.outcome_on := lost;
  else new.outcome := 'open'; new.outcome_on := null;
  end if;
  return new;
end $$;
create trigger lead_settle before insert or update of judgement, judged_on on lead for each row execute function lead_settle();

-- A fact is what a row adds to the roll-ups; sign -1 takes back what its old state had added. Rows are applied in key
-- order, so two writers wait for each other instead of deadlocking.
create type lead_fact as (sign integer, workspace_id uuid, day date, source_id uuid, judgement text, judged_on date, outcome text, outcome_on date);

create function apply_lead_facts(facts lead_fact[]) returns void language plpgsql as $$
begin
  insert into result_day as r (workspace_id, basis, day, source_id, leads, valid, judged, qualified, lead_won, lead_lost)
  select f.workspace_id, d.basis, d.day, coalesce(f.source_id, '00000000-0000-0000-0000-000000000000'),
    sum(f.sign * d.leads), sum(f.sign * d.valid), sum(f.sign * d.judged), sum(f.sign * d.qualified), sum(f.sign * d.won), sum(f.sign * d.lost)
  from unnest(facts) f
  cross join lateral (values
    ('cohort', f.day, 1, (f.judgement <> 'invalid')::int, (f.judgement <> 'unjudged')::int, (f.judgement = 'qualified')::int, (f.outcome = 'won')::int, (f.outcome = 'lost')::int),
    ('cash', f.day, 1, (f.judgement <> 'invalid')::int, 0, 0, 0, 0),
    ('cash', f.judged_on, 0, 0, 1, (f.judgement = 'qualified')::int, 0, 0),
    ('cash', f.outcome_on, 0, 0, 0, 0, (f.outcome = 'won')::int, (f.outcome = 'lost')::int)
  ) d (basis, day, leads, valid, judged, qualified, won, lost)
  where d.day is not null
  group by 1, 2, 3, 4
  having (sum(f.sign * d.leads), sum(f.sign * d.valid), sum(f.sign * d.judged), sum(f.sign * d.qualified), sum(f.sign * d.won), sum(f.sign * d.lost)) <> (0, 0, 0, 0, 0, 0)
  order by 1, 2, 3, 4
  on conflict (workspace_id, basis, day, source_id) do update set leads = r.leads + excluded.leads, valid = r.valid + excluded.valid,
    judged = r.judged + excluded.judged, qualified = r.qualified + excluded.qualified, lead_won = r.lead_won + excluded.lead_won, lead_lost = r.lead_lost + excluded.lead_lost;

  insert into closing_age as c (workspace_id, month, outcome, age_days, leads)
  select f.workspace_id, date_trunc('month', f.day)::date, f.outcome, greatest(f.outcome_on - f.day, 0), sum(f.sign)
  from unnest(facts) f where f.outcome <> 'open'
  group by 1, 2, 3, 4 having sum(f.sign) <> 0 order by 1, 2, 3, 4
  on conflict (workspace_id, month, outcome, age_days) do update set leads = c.leads + excluded.leads;
end $$;

create function lead_inserted() returns trigger language plpgsql as $$
begin
  perform apply_lead_facts(array(select row(1, workspace_id, day, source_id, judgement, judged_on, outcome, outcome_on)::lead_fact from new_rows));
  return null;
end $$;
create function lead_deleted() returns trigger language plpgsql as $$
begin
  perform apply_lead_facts(array(select row(-1, workspace_id, day, source_id, judgement, judged_on, outcome, outcome_on)::lead_fact from old_rows));
  return null;
end $$;
create function lead_updated() returns trigger language plpgsql as $$
begin
  perform apply_lead_facts(array(
    select row(1, workspace_id, day, source_id, judgement, judged_on, outcome, outcome_on)::lead_fact from new_rows
    union all
    select row(-1, workspace_id, day, source_id, judgement, judged_on, outcome, outcome_on)::lead_fact from old_rows));
  -- its deals follow a lead that moved to another source or day
  update deal d set source_id = n.source_id, cohort_on = n.day
  from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id
  where (n.source_id is distinct from o.source_id or n.day <> o.day) and d.workspace_id = n.workspace_id and d.lead_id = n.id;
  return null;
end $$;
create trigger lead_inserted after insert on lead referencing new table as new_rows for each statement execute function lead_inserted();
create trigger lead_deleted after delete on lead referencing old table as old_rows for each statement execute function lead_deleted();
create trigger lead_updated after update on lead referencing new table as new_rows old table as old_rows for each statement execute function lead_updated();

create type deal_fact as (sign integer, workspace_id uuid, lead_id uuid, source_id uuid, cohort_on date, closed_on date, status text, amount_minor bigint, margin_minor bigint);

create function apply_deal_facts(facts deal_fact[]) returns void language plpgsql as $$
begin
  insert into result_day as r (workspace_id, basis, day, source_id, deals, priced, revenue_minor, margin_minor, unmargined_minor)
  select f.workspace_id, d.basis, d.day, coalesce(f.source_id, '00000000-0000-0000-0000-000000000000'),
    sum(f.sign), sum(f.sign * (f.amount_minor is not null)::int), sum(f.sign * coalesce(f.amount_minor, 0)),
    sum(f.sign * coalesce(f.margin_minor, 0)), sum(f.sign * case when f.margin_minor is null then coalesce(f.amount_minor, 0) else 0 end)
  from unnest(facts) f
  cross join lateral (values ('cohort', f.cohort_on), ('cash', f.closed_on)) d (basis, day)
  where f.status = 'won' and d.day is not null
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (workspace_id, basis, day, source_id) do update set deals = r.deals + excluded.deals, priced = r.priced + excluded.priced,
    revenue_minor = r.revenue_minor + excluded.revenue_minor, margin_minor = r.margin_minor + excluded.margin_minor, unmargined_minor = r.unmargined_minor + excluded.unmargined_minor;
  -- lead_settle() reckons the outcome anew
  update lead l set judgement = l.judgement
  from (select distinct f.workspace_id, f.lead_id from unnest(facts) f where f.lead_id is not null order by 1, 2) t
  where l.workspace_id = t.workspace_id and l.id = t.lead_id;
end $$;
create function deal_inserted() returns trigger language plpgsql as $$
begin
  perform apply_deal_facts(array(select row(1, workspace_id, lead_id, source_id, cohort_on, closed_on, status, amount_minor, margin_minor)::deal_fact from new_rows));
  return null;
end $$;
create function deal_deleted() returns trigger language plpgsql as $$
begin
  perform apply_deal_facts(array(select row(-1, workspace_id, lead_id, source_id, cohort_on, closed_on, status, amount_minor, margin_minor)::deal_fact from old_rows));
  return null;
end $$;
create function deal_updated() returns trigger language plpgsql as $$
begin
  perform apply_deal_facts(array(
    select row(1, workspace_id, lead_id, source_id, cohort_on, closed_on, status, amount_minor, margin_minor)::deal_fact from new_rows
    union all
    select row(-1, workspace_id, lead_id, source_id, cohort_on, closed_on, status, amount_minor, margin_minor)::deal_fact from old_rows));
  return null;
end $$;
create trigger deal_inserted after insert on deal referencing new table as new_rows for each statement execute function deal_inserted();
create trigger deal_deleted after delete on deal referencing old table as old_rows for each statement execute function deal_deleted();
create trigger deal_updated after update on deal referencing new table as new_rows old table as old_rows for each statement execute function deal_updated();
