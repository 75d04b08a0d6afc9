-- Leads and deals, and the roll-ups that make every channel report instant.
--
-- What only identifies (keys, phones, e-mails, ids of other systems) is compared by bytes, collate "C": nobody reads such columns in order,
-- and by the rules of a language an index of a million rows takes a third longer to write.
create table lead (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  received_at timestamptz not null,
  day date not null,                      -- received_at in the workspace's time zone: reports count by it
  source_id uuid,
  name text,
  phone text collate "C",                 -- E.164
  email text collate "C",
  company text,
  landing text,
  self_reported text,                     -- «Как вы о нас узнали?», never mixed with the tracked source
  comment text,
  click_ids jsonb,
  status text,                            -- as the source system calls it
  judgement text not null default 'unjudged' check (judgement in ('unjudged', 'qualified', 'rejected', 'invalid')),
  judged_on date,
  reject_reason text,
  -- what its deals say, kept by the triggers below
  first_won_on date,
  last_lost_on date,
  open_deals integer not null default 0,
  -- won as soon as one deal is; lost when it was refused, or when every deal was lost
  outcome text not null generated always as (case when first_won_on is not null then 'won' when judgement in ('rejected', 'invalid') then 'lost'
    when last_lost_on is not null and open_deals = 0 then 'lost' else 'open' end) stored,
  outcome_on date generated always as (case when first_won_on is not null then first_won_on when judgement in ('rejected', 'invalid') then judged_on
    when last_lost_on is not null and open_deals = 0 then last_lost_on end) stored,
  external_id text collate "C",
  key text collate "C" not null,          -- idempotency: external id, or a hash of what identifies the row
  import_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, source_id) references source,
  foreign key (workspace_id, import_id) references import,
  check ((judgement = 'unjudged') = (judged_on is null))
);
create index lead_day on lead (workspace_id, day desc, received_at desc, id desc);
-- The workspace stands first only where rows are asked for by it: see the note on sources in 0003.
create index lead_source on lead (source_id, workspace_id, day);
create index lead_phone on lead (phone, workspace_id) where phone is not null;
create index lead_email on lead (email, workspace_id) where email is not null;
create index lead_external on lead (external_id, workspace_id) where external_id is not null;
create index lead_import on lead (import_id, workspace_id);
create index lead_judged on lead (workspace_id, judged_on, source_id) where judged_on is not null;
select protect('lead');

create table deal (
  workspace_id uuid not null references workspace on delete cascade,
  id uuid not null,
  lead_id uuid,
  source_id uuid,                         -- the lead's, or the deal's own when no lead is known
  cohort_on date not null,                -- the lead's day, or the day the deal was opened when no lead is known
  name text,
  company text,
  phone text collate "C",
  email text collate "C",
  product text,
  amount_minor bigint,
  margin_minor bigint,
  status text not null default 'open' check (status in ('open', 'won', 'lost')),
  opened_on date,
  closed_on date,
  -- the day a closed deal counts on: where a file names no closing day, the opening day, else the day of its lead
  ended_on date generated always as (case when status <> 'open' then coalesce(closed_on, opened_on, cohort_on) end) stored,
  lost_reason text,
  external_id text collate "C",
  lead_external_id text collate "C",
  key text collate "C" not null,
  import_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  constraint deal_amount check (abs(amount_minor) <= 1e13 and abs(margin_minor) <= 1e13), -- as in cost
  foreign key (workspace_id, lead_id) references lead,
  foreign key (workspace_id, source_id) references source,
  foreign key (workspace_id, import_id) references import
);
create index deal_won_cohort on deal (workspace_id, cohort_on, source_id) include (amount_minor) where status = 'won';
create index deal_won_ended on deal (workspace_id, ended_on, source_id) where status = 'won';
create index deal_lead on deal (lead_id, workspace_id);
create index deal_lead_external on deal (lead_external_id, workspace_id) where lead_external_id is not null;
create index deal_phone on deal (phone, workspace_id) where phone is not null;
create index deal_email on deal (email, workspace_id) where email is not null;
create index deal_opened on deal (workspace_id, cohort_on desc, id desc);
create index deal_source on deal (source_id, workspace_id);
create index deal_import on deal (import_id, workspace_id);
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
  customers integer not null default 0,   -- leads won, and won deals of which no lead is known: each is one buyer until buyers are known themselves
  deals integer not null default 0,       -- won deals
  priced integer not null default 0,      -- won deals with an amount
  revenue_minor bigint not null default 0,
  margin_minor bigint not null default 0, -- of the deals whose margin is known
  unmargined_minor bigint not null default 0, -- revenue of the deals whose margin is not known
  primary key (workspace_id, basis, day, source_id)
) with (fillfactor = 80);
select protect('result_day');

-- The same by calendar month: a report over years reads whole months here and only the days at its ends above (146,000 rows in two years
-- of 200 campaigns become 5,000).
create table result_month (
  workspace_id uuid not null references workspace on delete cascade,
  basis text not null check (basis in ('cohort', 'cash')),
  month date not null,
  source_id uuid not null,
  leads integer not null default 0,
  valid integer not null default 0,
  judged integer not null default 0,
  qualified integer not null default 0,
  lead_won integer not null default 0,
  lead_lost integer not null default 0,
  customers integer not null default 0,
  deals integer not null default 0,
  priced integer not null default 0,
  revenue_minor bigint not null default 0,
  margin_minor bigint not null default 0,
  unmargined_minor bigint not null default 0,
  primary key (workspace_id, basis, month, source_id)
) with (fillfactor = 80);
select protect('result_month');

-- Costs by calendar month, likewise.
create table cost_month (
  workspace_id uuid not null references workspace on delete cascade,
  month date not null,
  source_id uuid not null,
  cost_rows integer not null,             -- none = no cost was entered, which is not a cost of 0
  net_minor bigint not null,
  vat_minor bigint not null,
  impressions bigint not null,
  impression_rows integer not null,       -- rows that name impressions: none = not known
  clicks bigint not null,
  click_rows integer not null,
  primary key (workspace_id, month, source_id)
) with (fillfactor = 80);
select protect('cost_month');

-- Why leads were refused, by the day they came.
create table rejection_day (
  workspace_id uuid not null references workspace on delete cascade,
  day date not null,
  source_id uuid not null,
  reason text not null,                   -- '' = none was given
  leads integer not null,
  primary key (workspace_id, day, source_id, reason)
) with (fillfactor = 80);
select protect('rejection_day');

-- How long leads take to close: what the closing curve (Aalen–Johansen) is made from. month = first day of the lead's month. Open leads
-- have no age that stands still: with outcome 'open', age_days is the day of the month they came on, counted from 0.
create table closing_age (
  workspace_id uuid not null references workspace on delete cascade,
  month date not null,
  outcome text not null,
  age_days integer not null,
  leads integer not null,
  primary key (workspace_id, month, outcome, age_days)
) with (fillfactor = 80);
select protect('closing_age');

-- ── one writer at a time in a workspace ─────────────────────────────────────────────────────────────────────────
-- Leads, deals and their links depend on one another (a lead that arrives now may belong to a deal being written now), and a
-- transaction of several statements meets the same roll-up rows in any order. A lock for the workspace, taken before the first of
-- them, makes links exact and deadlocks impossible; a batch of 5,000 rows holds it for about half a second. The actions take it
-- first thing, so that their statements see what the writer before them committed; the triggers below only make sure.
create function lock_facts(workspace uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('facts ' || workspace::text, 0))
$$;
create function facts_locked() returns trigger language plpgsql as $$
begin
  if current_workspace() is not null then perform lock_facts(current_workspace()); end if; -- maintenance writes without a workspace, and alone
  return null;
end $$;
create trigger facts_locked before insert or update or delete on lead for each statement execute function facts_locked();
create trigger facts_locked before insert or update or delete on cost for each statement execute function facts_locked();
create trigger facts_locked before insert or update or delete on deal for each statement execute function facts_locked();

-- ── a deal stands in the cohort and under the source of its lead ──────────────────────────────────────────────────
create function deal_unlinked() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.lead_id is not null then new.source_id := null; end if;
  new.cohort_on := coalesce(new.opened_on, new.closed_on, (new.created_at at time zone 'UTC')::date);
  return new;
end $$;
create trigger deal_unlinked_new before insert on deal for each row when (new.lead_id is null) execute function deal_unlinked();
create trigger deal_unlinked before update of lead_id, opened_on, closed_on on deal for each row when (new.lead_id is null) execute function deal_unlinked();

-- Corrects those of these deals that do not stand where their lead does. By statement: a look-up for each row keeps the plan made while
-- the tables were empty, which read the whole workspace for every row (5,000 updates took 20 s).
create function follow_leads(workspace uuid, deals uuid[]) returns void language plpgsql as $$
begin
  with strays as materialized (
    select n.id, l.source_id, l.day from deal n
    cross join lateral (select k.source_id, k.day from lead k where k.workspace_id = workspace and k.id = n.lead_id) l
    where n.workspace_id = workspace and n.id = any(deals) and (n.source_id is distinct from l.source_id or n.cohort_on <> l.day)
  )
  update deal d set source_id = s.source_id, cohort_on = s.day from strays s where d.workspace_id = workspace and d.id = s.id;
end $$;

-- A fact is what a row adds to the roll-ups; sign -1 takes back what its old state had added.
create type lead_fact as (sign integer, workspace_id uuid, day date, source_id uuid, judgement text, judged_on date, reject_reason text, outcome text, outcome_on date);

create function apply_lead_facts(facts lead_fact[]) returns void language plpgsql as $$
begin
  -- a workspace being removed takes its roll-ups with it
  if cardinality(facts) = 0 or not exists (select from workspace w where w.id = (facts[1]).workspace_id) then return; end if;

  with changes as materialized (
    select f.workspace_id, d.basis, d.day, coalesce(f.source_id, '00000000-0000-0000-0000-000000000000') source_id,
      sum(f.sign * d.leads) leads, sum(f.sign * d.valid) valid, sum(f.sign * d.judged) judged, sum(f.sign * d.qualified) qualified,
      sum(f.sign * d.won) won, sum(f.sign * d.lost) lost
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
  ), months as (
    insert into result_month as r (workspace_id, basis, month, source_id, leads, valid, judged, qualified, lead_won, lead_lost, customers)
    select workspace_id, basis, date_trunc('month', day)::date, source_id, sum(leads), sum(valid), sum(judged), sum(qualified), sum(won), sum(lost), sum(won)
    from changes group by 1, 2, 3, 4
    on conflict (workspace_id, basis, month, source_id) do update set leads = r.leads + excluded.leads, valid = r.valid + excluded.valid,
      judged = r.judged + excluded.judged, qualified = r.qualified + excluded.qualified, lead_won = r.lead_won + excluded.lead_won,
      lead_lost = r.lead_lost + excluded.lead_lost, customers = r.customers + excluded.customers
  )
  insert into result_day as r (workspace_id, basis, day, source_id, leads, valid, judged, qualified, lead_won, lead_lost, customers)
  select workspace_id, basis, day, source_id, leads, valid, judged, qualified, won, lost, won from changes
  on conflict (workspace_id, basis, day, source_id) do update set leads = r.leads + excluded.leads, valid = r.valid + excluded.valid,
    judged = r.judged + excluded.judged, qualified = r.qualified + excluded.qualified, lead_won = r.lead_won + excluded.lead_won,
    lead_lost = r.lead_lost + excluded.lead_lost, customers = r.customers + excluded.customers;

  insert into rejection_day as r (workspace_id, day, source_id, reason, leads)
  select f.workspace_id, f.day, coalesce(f.source_id, '00000000-0000-0000-0000-000000000000'), coalesce(f.reject_reason, ''), sum(f.sign)
  from unnest(facts) f where f.judgement in ('rejected', 'invalid')
  group by 1, 2, 3, 4 having sum(f.sign) <> 0
  on conflict (workspace_id, day, source_id, reason) do update set leads = r.leads + excluded.leads;

  insert into closing_age as c (workspace_id, month, outcome, age_days, leads)
  select f.workspace_id, date_trunc('month', f.day)::date, f.outcome,
    case when f.outcome = 'open' then f.day - date_trunc('month', f.day)::date else greatest(f.outcome_on - f.day, 0) end, sum(f.sign)
  from unnest(facts) f
  group by 1, 2, 3, 4 having sum(f.sign) <> 0
  on conflict (workspace_id, month, outcome, age_days) do update set leads = c.leads + excluded.leads;
end $$;

create function lead_inserted() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows) then return null; end if; -- also called for no rows at all
  perform apply_lead_facts(array(select row(1, workspace_id, day, source_id, judgement, judged_on, reject_reason, outcome, outcome_on)::lead_fact from new_rows));
  return null;
end $$;
create function lead_deleted() returns trigger language plpgsql as $$
begin
  perform apply_lead_facts(array(select row(-1, workspace_id, day, source_id, judgement, judged_on, reject_reason, outcome, outcome_on)::lead_fact from old_rows));
  return null;
end $$;
create function lead_updated() returns trigger language plpgsql as $$
declare moved uuid[]; workspace uuid;
begin
  if not exists (select from new_rows) then return null; end if; -- also called for no rows at all
  perform apply_lead_facts(array(
    select row(1, workspace_id, day, source_id, judgement, judged_on, reject_reason, outcome, outcome_on)::lead_fact from new_rows
    union all
    select row(-1, workspace_id, day, source_id, judgement, judged_on, reject_reason, outcome, outcome_on)::lead_fact from old_rows));
  -- its deals follow a lead that moved to another source or day
  moved := array(select id from (select id, source_id, day from new_rows union select id, source_id, day from old_rows) s group by id having count(*) > 1);
  if cardinality(moved) > 0 then
    workspace := (select workspace_id from new_rows limit 1);
    perform follow_leads(workspace, array(select d.id from deal d where d.workspace_id = workspace and d.lead_id = any(moved)));
  end if;
  return null;
end $$;
create trigger lead_inserted after insert on lead referencing new table as new_rows for each statement execute function lead_inserted();
create trigger lead_deleted after delete on lead referencing old table as old_rows for each statement execute function lead_deleted();
create trigger lead_updated after update on lead referencing new table as new_rows old table as old_rows for each statement execute function lead_updated();

create type deal_fact as (sign integer, workspace_id uuid, lead_id uuid, source_id uuid, cohort_on date, ended_on date, status text, amount_minor bigint, margin_minor bigint);

create function apply_deal_facts(facts deal_fact[]) returns void language plpgsql as $$
declare ids uuid[];
begin
  if cardinality(facts) = 0 or not exists (select from workspace w where w.id = (facts[1]).workspace_id) then return; end if;

  with changes as materialized (
    select f.workspace_id, d.basis, d.day, coalesce(f.source_id, '00000000-0000-0000-0000-000000000000') source_id,
      sum(f.sign * (f.lead_id is null)::int) customers, sum(f.sign) deals, sum(f.sign * (f.amount_minor is not null)::int) priced,
      sum(f.sign * coalesce(f.amount_minor, 0)) revenue, sum(f.sign * coalesce(f.margin_minor, 0)) margin,
      sum(f.sign * case when f.margin_minor is null then coalesce(f.amount_minor, 0) else 0 end) unmargined
    from unnest(facts) f
    cross join lateral (values ('cohort', f.cohort_on), ('cash', f.ended_on)) d (basis, day)
    where f.status = 'won'
    group by 1, 2, 3, 4
  ), months as (
    insert into result_month as r (workspace_id, basis, month, source_id, customers, deals, priced, revenue_minor, margin_minor, unmargined_minor)
    select workspace_id, basis, date_trunc('month', day)::date, source_id, sum(customers), sum(deals), sum(priced), sum(revenue), sum(margin), sum(unmargined)
    from changes group by 1, 2, 3, 4
    on conflict (workspace_id, basis, month, source_id) do update set customers = r.customers + excluded.customers, deals = r.deals + excluded.deals,
      priced = r.priced + excluded.priced, revenue_minor = r.revenue_minor + excluded.revenue_minor, margin_minor = r.margin_minor + excluded.margin_minor,
      unmargined_minor = r.unmargined_minor + excluded.unmargined_minor
  )
  insert into result_day as r (workspace_id, basis, day, source_id, customers, deals, priced, revenue_minor, margin_minor, unmargined_minor)
  select * from changes where (customers, deals, priced, revenue, margin, unmargined) <> (0, 0, 0, 0, 0, 0)
  on conflict (workspace_id, basis, day, source_id) do update set customers = r.customers + excluded.customers, deals = r.deals + excluded.deals,
    priced = r.priced + excluded.priced, revenue_minor = r.revenue_minor + excluded.revenue_minor, margin_minor = r.margin_minor + excluded.margin_minor,
    unmargined_minor = r.unmargined_minor + excluded.unmargined_minor;

  -- The leads whose deals came, went or changed state are settled anew. One table at a time, by arrays of ids: joins of three tables of
  -- which the planner takes each for one row cost 1.5 s for 40 deals.
  ids := array(select lead_id from (
    select f.lead_id from unnest(facts) f where f.lead_id is not null group by f.lead_id, f.status, f.ended_on having sum(f.sign) <> 0) c group by lead_id);
  with fresh as materialized (
    select k.id, d.won, d.lost, d.open from lead k
    cross join lateral (
      select min(ended_on) filter (where status = 'won') won, max(ended_on) filter (where status = 'lost') lost, count(*) filter (where status = 'open') open
      from deal where workspace_id = k.workspace_id and lead_id = k.id
    ) d
    where k.workspace_id = (facts[1]).workspace_id and k.id = any(ids)
      and (k.first_won_on is distinct from d.won or k.last_lost_on is distinct from d.lost or k.open_deals <> d.open)
  )
  update lead l set first_won_on = f.won, last_lost_on = f.lost, open_deals = f.open from fresh f
  where l.workspace_id = (facts[1]).workspace_id and l.id = f.id;
end $$;
create function deal_inserted() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows) then return null; end if; -- also called for no rows at all
  perform apply_deal_facts(array(select row(1, workspace_id, lead_id, source_id, cohort_on, ended_on, status, amount_minor, margin_minor)::deal_fact from new_rows));
  perform follow_leads((select workspace_id from new_rows limit 1), array(select id from new_rows where lead_id is not null));
  return null;
end $$;
create function deal_deleted() returns trigger language plpgsql as $$
begin
  perform apply_deal_facts(array(select row(-1, workspace_id, lead_id, source_id, cohort_on, ended_on, status, amount_minor, margin_minor)::deal_fact from old_rows));
  return null;
end $$;
create function deal_updated() returns trigger language plpgsql as $$
begin
  if not exists (select from new_rows) then return null; end if; -- also called for no rows at all: follow_leads() would go on for ever
  perform apply_deal_facts(array(
    select row(1, workspace_id, lead_id, source_id, cohort_on, ended_on, status, amount_minor, margin_minor)::deal_fact from new_rows
    union all
    select row(-1, workspace_id, lead_id, source_id, cohort_on, ended_on, status, amount_minor, margin_minor)::deal_fact from old_rows));
  perform follow_leads((select workspace_id from new_rows limit 1), array(select id from new_rows where lead_id is not null));
  return null;
end $$;
create trigger deal_inserted after insert on deal referencing new table as new_rows for each statement execute function deal_inserted();
create trigger deal_deleted after delete on deal referencing old table as old_rows for each statement execute function deal_deleted();
create trigger deal_updated after update on deal referencing new table as new_rows old table as old_rows for each statement execute function deal_updated();

-- ── costs by month ──────────────────────────────────────────────────────────────────────────────────────────────
create type cost_fact as (sign integer, workspace_id uuid, day date, source_id uuid, net_minor bigint, vat_minor bigint, impressions bigint, clicks bigint);

create function apply_cost_facts(facts cost_fact[]) returns void language plpgsql as $$
begin
  if cardinality(facts) = 0 or not exists (select from workspace w where w.id = (facts[1]).workspace_id) then return; end if;
  insert into cost_month as m (workspace_id, month, source_id, cost_rows, net_minor, vat_minor, impressions, impression_rows, clicks, click_rows)
  select f.workspace_id, date_trunc('month', f.day)::date, coalesce(f.source_id, '00000000-0000-0000-0000-000000000000'), sum(f.sign), sum(f.sign * f.net_minor),
    sum(f.sign * f.vat_minor), sum(f.sign * coalesce(f.impressions, 0)), sum(f.sign * (f.impressions is not null)::int), sum(f.sign * coalesce(f.clicks, 0)),
    sum(f.sign * (f.clicks is not null)::int)
  from unnest(facts) f group by 1, 2, 3
  on conflict (workspace_id, month, source_id) do update set cost_rows = m.cost_rows + excluded.cost_rows, net_minor = m.net_minor + excluded.net_minor,
    vat_minor = m.vat_minor + excluded.vat_minor, impressions = m.impressions + excluded.impressions, impression_rows = m.impression_rows + excluded.impression_rows,
    clicks = m.clicks + excluded.clicks, click_rows = m.click_rows + excluded.click_rows;
end $$;
create function cost_inserted() returns trigger language plpgsql as $$
begin
  perform apply_cost_facts(array(select row(1, workspace_id, day, source_id, net_minor, vat_minor, impressions, clicks)::cost_fact from new_rows));
  return null;
end $$;
create function cost_deleted() returns trigger language plpgsql as $$
begin
  perform apply_cost_facts(array(select row(-1, workspace_id, day, source_id, net_minor, vat_minor, impressions, clicks)::cost_fact from old_rows));
  return null;
end $$;
create function cost_updated() returns trigger language plpgsql as $$
begin
  perform apply_cost_facts(array(
    select row(1, workspace_id, day, source_id, net_minor, vat_minor, impressions, clicks)::cost_fact from new_rows
    union all
    select row(-1, workspace_id, day, source_id, net_minor, vat_minor, impressions, clicks)::cost_fact from old_rows));
  return null;
end $$;
create trigger cost_inserted after insert on cost referencing new table as new_rows for each statement execute function cost_inserted();
create trigger cost_deleted after delete on cost referencing old table as old_rows for each statement execute function cost_deleted();
create trigger cost_updated after update on cost referencing new table as new_rows old table as old_rows for each statement execute function cost_updated();

-- undo asks who else changed a row
create index import_change_entity on import_change (workspace_id, entity_id);

-- ── what the planner is told ────────────────────────────────────────────────────────────────────────────────────
-- Statistics say "one row" for a workspace they have not seen yet, and then every index that starts with workspace_id looks as good
-- as the right one: the second workspace of an installation imported 85 rows/s instead of 4,000. Without statistics the planner
-- takes 1/200 of the table for any workspace, which is wrong by a factor but never makes it choose a scan inside a loop.
alter table source alter column workspace_id set statistics 0;
alter table cost alter column workspace_id set statistics 0;
alter table lead alter column workspace_id set statistics 0;
alter table deal alter column workspace_id set statistics 0;
alter table import_change alter column workspace_id set statistics 0, alter column import_id set statistics 0;
-- a plan made while the tables were empty must not stay while they grow; these run once a statement
alter function apply_lead_facts(lead_fact[]) set plan_cache_mode = force_custom_plan;
alter function apply_deal_facts(deal_fact[]) set plan_cache_mode = force_custom_plan;
alter function follow_leads(uuid, uuid[]) set plan_cache_mode = force_custom_plan;
alter function lead_updated() set plan_cache_mode = force_custom_plan;
