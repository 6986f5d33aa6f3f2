-- Tickets at the end of the log of closings. Columns come packed in the order of src/warehouse/pack.ts: cells separated by unit
-- separators (31), parts of a list by file separators (28), a record separator (30) for null. What was committed before
-- is left out, unless it is taken again on purpose: a Kafka stream remembers the offset it expects next, a file the last
-- record taken.
insert into ops.closings by name
with columns as (
  select $columns::varchar[] as c
),
cells as (
  select
    unnest(string_split(c[1], chr(31))) as stream,
    unnest(string_split(c[2], chr(31))) as position,
    unnest(string_split(c[3], chr(31))) as ticket_id,
    unnest(string_split(c[4], chr(31))) as closed_at,
    unnest(string_split(c[5], chr(31))) as created_at,
    unnest(string_split(c[6], chr(31))) as first_response_at,
    unnest(string_split(c[7], chr(31))) as channel,
    unnest(string_split(c[8], chr(31))) as language,
    unnest(string_split(c[9], chr(31))) as country,
    unnest(string_split(c[10], chr(31))) as user_key,
    unnest(string_split(c[11], chr(31))) as user_role,
    unnest(string_split(c[12], chr(31))) as complaint_text,
    unnest(string_split(c[13], chr(31))) as sentiment,
    unnest(string_split(c[14], chr(31))) as severity,
    unnest(string_split(c[15], chr(31))) as concepts,
    unnest(string_split(c[16], chr(31))) as app_version,
    unnest(string_split(c[17], chr(31))) as os,
    unnest(string_split(c[18], chr(31))) as os_version,
    unnest(string_split(c[19], chr(31))) as device,
    unnest(string_split(c[20], chr(31))) as network,
    unnest(string_split(c[21], chr(31))) as feature,
    unnest(string_split(c[22], chr(31))) as vendor,
    unnest(string_split(c[23], chr(31))) as team,
    unnest(string_split(c[24], chr(31))) as agent_key,
    unnest(string_split(c[25], chr(31))) as category,
    unnest(string_split(c[26], chr(31))) as resolution_code,
    unnest(string_split(c[27], chr(31))) as csat,
    unnest(string_split(c[28], chr(31))) as first_contact,
    unnest(string_split(c[29], chr(31))) as reopened,
    unnest(string_split(c[30], chr(31))) as escalated_to,
    unnest(string_split(c[31], chr(31))) as escalated_at,
    unnest(string_split(c[32], chr(31))) as bot_handled,
    unnest(string_split(c[33], chr(31))) as bot_handed_off_at,
    unnest(string_split(c[34], chr(31))) as handle_minutes,
    unnest(string_split(c[35], chr(31))) as cost,
    unnest(string_split(c[36], chr(31))) as refund,
    unnest(string_split(c[37], chr(31))) as currency,
    unnest(string_split(c[38], chr(31))) as session_id
  from columns
)
select
  $batch::bigint as batch,
  make_timestamptz($now::bigint * 1000) as taken_at,
  $tagger::varchar as tagger_version,
  nullif(stream, chr(30)) as stream,
  nullif(position, chr(30))::bigint as position,
  nullif(ticket_id, chr(30)) as ticket_id,
  make_timestamptz(nullif(closed_at, chr(30))::bigint * 1000) as closed_at,
  make_timestamptz(nullif(created_at, chr(30))::bigint * 1000) as created_at,
  make_timestamptz(nullif(first_response_at, chr(30))::bigint * 1000) as first_response_at,
  nullif(channel, chr(30)) as channel,
  nullif(language, chr(30)) as language,
  nullif(country, chr(30)) as country,
  nullif(user_key, chr(30)) as user_key,
  nullif(user_role, chr(30)) as user_role,
  nullif(complaint_text, chr(30)) as complaint_text,
  nullif(sentiment, chr(30))::double as sentiment,
  nullif(severity, chr(30))::tinyint as severity,
  case when concepts = '' then [] else string_split(concepts, chr(28)) end as concepts,
  nullif(app_version, chr(30)) as app_version,
  nullif(os, chr(30)) as os,
  nullif(os_version, chr(30)) as os_version,
  nullif(device, chr(30)) as device,
  nullif(network, chr(30)) as network,
  nullif(feature, chr(30)) as feature,
  nullif(vendor, chr(30)) as vendor,
  nullif(team, chr(30)) as team,
  nullif(agent_key, chr(30)) as agent_key,
  nullif(category, chr(30)) as category,
  nullif(resolution_code, chr(30)) as resolution_code,
  nullif(csat, chr(30))::tinyint as csat,
  nullif(first_contact, chr(30))::boolean as first_contact,
  nullif(reopened, chr(30))::integer as reopened,
  nullif(escalated_to, chr(30)) as escalated_to,
  make_timestamptz(nullif(escalated_at, chr(30))::bigint * 1000) as escalated_at,
  nullif(bot_handled, chr(30))::boolean as bot_handled,
  make_timestamptz(nullif(bot_handed_off_at, chr(30))::bigint * 1000) as bot_handed_off_at,
  nullif(handle_minutes, chr(30))::double as handle_minutes,
  nullif(cost, chr(30))::decimal(18, 4) as cost,
  nullif(refund, chr(30))::decimal(18, 4) as refund,
  nullif(currency, chr(30)) as currency,
  nullif(session_id, chr(30)) as session_id
from cells
where not exists (
  from ops.offsets o
  where not $again::boolean
    and o.stream = cells.stream
    and cells.position::bigint < o.position + case when o.stream like 'kafka:%' then 0 else 1 end
)
