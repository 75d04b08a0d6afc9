// Generated from migrations/ by `npm run generate`. Do not edit.
import type { ColumnType } from 'kysely';

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** What is inside is parsed with zod where it is read. */
export type Json = ColumnType<unknown, string, string>;

export interface ApiKey {
  workspace_id: string;
  id: string;
  name: string;
  prefix: string;
  key_hash: string;
  permissions: string[];
  created_by: string;
  created_at: Generated<Timestamp>;
  last_used_at: Timestamp | null;
  revoked_at: Timestamp | null;
}

export interface AuditEntry {
  workspace_id: string;
  number: number;
  at: Generated<Timestamp>;
  actor: string;
  person_id: string | null;
  action: string;
  entity: string | null;
  entity_id: string | null;
  before: Json | null;
  after: Json | null;
  previous_hash: string;
  hash: string;
}

export interface CalendarDay {
  workspace_id: string;
  day: string;
  kind: string;
  note: Generated<string>;
}

export interface Channel {
  workspace_id: string;
  id: string;
  name: string;
  code: string | null;
  paid: Generated<boolean>;
  brand: Generated<boolean>;
  remarketing: Generated<boolean>;
  key: string;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface ChannelAlias {
  workspace_id: string;
  key: string;
  channel_id: string;
  replaced: Json;
  created_at: Generated<Timestamp>;
}

export interface ClosingAge {
  workspace_id: string;
  month: string;
  outcome: string;
  age_days: number;
  leads: number;
}

export interface Cost {
  workspace_id: string;
  id: string;
  day: string;
  source_id: string | null;
  platform: string | null;
  net_minor: number;
  vat_minor: Generated<number>;
  original_minor: number | null;
  original_currency: string | null;
  impressions: number | null;
  clicks: number | null;
  key: string;
  import_id: string | null;
  version: Generated<number>;
}

export interface CostMonth {
  workspace_id: string;
  month: string;
  source_id: string;
  cost_rows: number;
  net_minor: number;
  vat_minor: number;
  impressions: number;
  impression_rows: number;
  clicks: number;
  click_rows: number;
}

export interface Credential {
  person_id: string;
  password_hash: string;
  changed_at: Generated<Timestamp>;
}

export interface Deal {
  workspace_id: string;
  id: string;
  lead_id: string | null;
  source_id: string | null;
  cohort_on: string;
  name: string | null;
  company: string | null;
  phone: string | null;
  email: string | null;
  product: string | null;
  amount_minor: number | null;
  margin_minor: number | null;
  status: Generated<string>;
  opened_on: string | null;
  closed_on: string | null;
  ended_on: Generated<string | null>;
  lost_reason: string | null;
  external_id: string | null;
  lead_external_id: string | null;
  key: string;
  import_id: string | null;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface Import {
  workspace_id: string;
  id: string;
  kind: string | null;
  file_name: string;
  file_key: string;
  file_size: number;
  file_sha256: string;
  format: string | null;
  sample: Json | null;
  said: Generated<Json>;
  recognition: Json | null;
  reading: Json | null;
  signature: string | null;
  status: Generated<string>;
  refusal: Json | null;
  rows_total: number | null;
  rows_read: Generated<number>;
  rows_created: Generated<number>;
  rows_updated: Generated<number>;
  rows_unchanged: Generated<number>;
  rows_repeated: Generated<number>;
  rows_skipped: Generated<number>;
  rows_bad: Generated<number>;
  facts_written: Generated<number>;
  sums: Generated<Json>;
  rows_per_second: string | null;
  progress_at: Timestamp | null;
  created_by: string | null;
  created_at: Generated<Timestamp>;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  version: Generated<number>;
}

export interface ImportChange {
  workspace_id: string;
  import_id: string;
  entity: string;
  entity_id: string;
  before: Json;
}

export interface ImportFault {
  workspace_id: string;
  import_id: string;
  line: number;
  cells: string[];
  faults: Json;
  resolved_at: Timestamp | null;
}

export interface ImportMapping {
  workspace_id: string;
  signature: string;
  said: Json;
  used_at: Generated<Timestamp>;
}

export interface Invitation {
  workspace_id: string;
  id: string;
  email: string;
  role: string;
  token_hash: string;
  invited_by: string;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  accepted_at: Timestamp | null;
}

export interface Lead {
  workspace_id: string;
  id: string;
  received_at: Timestamp;
  day: string;
  source_id: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  company: string | null;
  landing: string | null;
  self_reported: string | null;
  comment: string | null;
  click_ids: Json | null;
  status: string | null;
  judgement: Generated<string>;
  judged_on: string | null;
  reject_reason: string | null;
  first_won_on: string | null;
  last_lost_on: string | null;
  open_deals: Generated<number>;
  outcome: Generated<string>;
  outcome_on: Generated<string | null>;
  external_id: string | null;
  key: string;
  import_id: string | null;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface Member {
  workspace_id: string;
  person_id: string;
  role: string;
  created_at: Generated<Timestamp>;
  version: Generated<number>;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  language: Generated<string>;
  theme: Generated<string>;
  created_at: Generated<Timestamp>;
}

export interface PlanVersion {
  workspace_id: string;
  version: number;
  effective_from: string;
  inputs: Json;
  targets: Json;
  reason: Generated<string>;
  author_id: string | null;
  created_at: Generated<Timestamp>;
}

export interface RejectionDay {
  workspace_id: string;
  day: string;
  source_id: string;
  reason: string;
  leads: number;
}

export interface ResultDay {
  workspace_id: string;
  basis: string;
  day: string;
  source_id: string;
  leads: Generated<number>;
  valid: Generated<number>;
  judged: Generated<number>;
  qualified: Generated<number>;
  lead_won: Generated<number>;
  lead_lost: Generated<number>;
  customers: Generated<number>;
  deals: Generated<number>;
  priced: Generated<number>;
  revenue_minor: Generated<number>;
  margin_minor: Generated<number>;
  unmargined_minor: Generated<number>;
}

export interface ResultMonth {
  workspace_id: string;
  basis: string;
  month: string;
  source_id: string;
  leads: Generated<number>;
  valid: Generated<number>;
  judged: Generated<number>;
  qualified: Generated<number>;
  lead_won: Generated<number>;
  lead_lost: Generated<number>;
  customers: Generated<number>;
  deals: Generated<number>;
  priced: Generated<number>;
  revenue_minor: Generated<number>;
  margin_minor: Generated<number>;
  unmargined_minor: Generated<number>;
}

export interface Session {
  id: string;
  person_id: string;
  token_hash: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Timestamp>;
  seen_at: Generated<Timestamp>;
}

export interface Setting {
  workspace_id: string;
  key: string;
  value: Json;
  version: Generated<number>;
}

export interface SignInFailure {
  id: string;
  key: string;
  at: Timestamp;
}

export interface Source {
  workspace_id: string;
  id: string;
  channel_id: string;
  channel_key: string;
  channel_name: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  tool_key: Generated<string>;
  campaign_key: Generated<string>;
  key: string;
}

export interface Ticket {
  token_hash: string;
  purpose: string;
  person_id: string;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
  failures: Generated<number>;
}

export interface TwoFactor {
  person_id: string;
  sealed: string;
  confirmed_at: Timestamp | null;
  last_step: Generated<number>;
}

export interface Workspace {
  id: string;
  name: string;
  currency: string;
  time_zone: string;
  country: string;
  mode: Generated<string>;
  demo: Generated<boolean>;
  vat_rate: Generated<number>;
  vat_recoverable: Generated<boolean>;
  gross_margin: Generated<number>;
  target_cac_minor: number | null;
  required_romi: Generated<number>;
  cycle_median_days: Generated<number>;
  cycle_p90_days: Generated<number>;
  created_at: Generated<Timestamp>;
  removed_at: Timestamp | null;
  version: Generated<number>;
}

export interface DB {
  api_key: ApiKey;
  audit_entry: AuditEntry;
  calendar_day: CalendarDay;
  channel: Channel;
  channel_alias: ChannelAlias;
  closing_age: ClosingAge;
  cost: Cost;
  cost_month: CostMonth;
  credential: Credential;
  deal: Deal;
  import: Import;
  import_change: ImportChange;
  import_fault: ImportFault;
  import_mapping: ImportMapping;
  invitation: Invitation;
  lead: Lead;
  member: Member;
  person: Person;
  plan_version: PlanVersion;
  rejection_day: RejectionDay;
  result_day: ResultDay;
  result_month: ResultMonth;
  session: Session;
  setting: Setting;
  sign_in_failure: SignInFailure;
  source: Source;
  ticket: Ticket;
  two_factor: TwoFactor;
  workspace: Workspace;
}
