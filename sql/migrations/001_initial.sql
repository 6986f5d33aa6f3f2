-- Schema main is the analysts'; ops is bookkeeping. Facts are append-only logs without keys, indexes or sequences.
create schema if not exists ops;

create table ops.closings (
  batch bigint,
  stream varchar,
  position bigint,
  taken_at timestamptz,
  ticket_id varchar,
  closed_at timestamptz,
  created_at timestamptz,
  first_response_at timestamptz,
  channel varchar,
  language varchar,
  country varchar,
  user_key varchar,
  user_role varchar,
  complaint_text varchar,
  sentiment double,
  severity tinyint,
  concepts varchar[],
  app_version varchar,
  os varchar,
  os_version varchar,
  device varchar,
  network varchar,
  feature varchar,
  vendor varchar,
  team varchar,
  agent_key varchar,
  category varchar,
  resolution_code varchar,
  csat tinyint,
  first_contact boolean,
  reopened integer,
  escalated_to varchar,
  escalated_at timestamptz,
  bot_handled boolean,
  bot_handed_off_at timestamptz,
  handle_minutes double,
  cost decimal(18, 4),
  refund decimal(18, 4),
  currency varchar,
  session_id varchar,
  tagger_version varchar
);

create table ops.closing_topics (
  batch bigint,
  stream varchar,
  position bigint,
  ticket_id varchar,
  topic varchar,
  confidence double,
  source varchar,
  evidence varchar
);

create table ops.rejects (
  batch bigint,
  stream varchar,
  label varchar,
  position bigint,
  rejected_at timestamptz,
  code varchar,
  detail varchar
);

create table ops.offsets (
  stream varchar,
  label varchar,
  position bigint,
  detail varchar,
  committed_at timestamptz
);

create table ops.state (
  key varchar,
  value varchar
);

create table ops.runs (
  run varchar,
  pipeline varchar,
  week varchar,
  started_at timestamptz,
  ended_at timestamptz,
  outcome varchar,
  inputs varchar,
  detail varchar
);

create table ops.publications (
  week varchar,
  team varchar,
  channel varchar,
  digest varchar,
  tickets bigint,
  headline_en varchar,
  headline_zh varchar,
  published_at timestamptz
);

create table ops.told (
  run_week date,
  week date,
  tickets bigint
);

create table ops.theme_memory (
  week varchar,
  memory blob,
  inputs varchar
);

create table main.trend_tests (
  run_week date,
  week date,
  kind varchar,
  series varchar,
  observed_users bigint,
  expected_users double,
  expected double,
  low double,
  high double,
  ratio double,
  ratio_low double,
  ratio_high double,
  p_value double,
  q_value double,
  surge_probability double,
  flagged boolean,
  status varchar,
  sureness varchar,
  one_in double,
  weeks_raised integer,
  new_level_since date,
  weeks_of_history integer,
  partial boolean,
  inputs varchar
);

create table main.tickets (
  ticket_id varchar,
  closed_at timestamptz,
  created_at timestamptz,
  first_response_at timestamptz,
  closed_week date,
  channel varchar,
  language varchar,
  country varchar,
  user_key varchar,
  user_role varchar,
  complaint_text varchar,
  sentiment double,
  severity tinyint,
  concepts varchar[],
  app_version varchar,
  os varchar,
  os_version varchar,
  device varchar,
  network varchar,
  feature varchar,
  vendor varchar,
  team varchar,
  agent_key varchar,
  category varchar,
  resolution_code varchar,
  csat tinyint,
  first_contact boolean,
  reopened integer,
  escalated_to varchar,
  escalated_at timestamptz,
  bot_handled boolean,
  bot_handed_off_at timestamptz,
  handle_minutes double,
  cost decimal(18, 4),
  refund decimal(18, 4),
  currency varchar,
  session_id varchar,
  tagger_version varchar,
  taken_at timestamptz,
  stream varchar,
  position bigint
);

create table main.ticket_topics (
  ticket_id varchar,
  topic varchar,
  confidence double,
  source varchar,
  evidence varchar,
  closed_week date
);

create table main.topics (
  topic varchar,
  area varchar,
  name_en varchar,
  name_zh varchar,
  owner varchar
);

create table main.themes (
  theme_id varchar,
  label varchar,
  label_en varchar,
  label_zh varchar,
  keywords varchar[],
  first_week date,
  last_week date,
  status varchar,
  topic varchar,
  in_topic varchar
);

create table main.ticket_themes (
  ticket_id varchar,
  theme_id varchar,
  week date,
  similarity double,
  central boolean
);

create table main.theme_lineage (
  week date,
  kind varchar,
  from_theme varchar,
  to_theme varchar,
  tickets bigint
);

create table main.weekly_totals (
  week date,
  tickets bigint,
  users bigint,
  tagged bigint,
  days_seen integer,
  late bigint,
  first_closed_at timestamptz,
  last_closed_at timestamptz
);

create table main.weekly_topic_counts (
  week date,
  topic varchar,
  tickets bigint,
  users bigint,
  share double,
  csat double,
  csat_rated bigint,
  negative_share double,
  severity double,
  currency varchar,
  cost decimal(18, 4),
  refund decimal(18, 4)
);

create table main.weekly_money (
  week date,
  topic varchar,
  currency varchar,
  tickets bigint,
  cost decimal(18, 4),
  refund decimal(18, 4)
);

create table main.weekly_segment_counts (
  week date,
  topic varchar,
  dimension varchar,
  value varchar,
  tickets bigint,
  users bigint
);

create table main.weekly_kpis (
  week date,
  vendor varchar,
  language varchar,
  tickets bigint,
  first_response_p50_minutes double,
  first_response_p90_minutes double,
  first_contact_rate double,
  csat double,
  reopen_rate double,
  escalation_rate double,
  bot_share double,
  bot_handoff_rate double,
  handle_minutes double,
  cost_per_ticket decimal(18, 4),
  currency varchar
);
