-- The staged tickets at the end of the log.
insert into ops.closings by name
select
  $batch::bigint as batch,
  t.stream, t.position, make_timestamptz(($now::bigint * 1000)::bigint) as taken_at, t.ticket_id,
  make_timestamptz(t.closed_at * 1000) as closed_at,
  make_timestamptz(t.created_at * 1000) as created_at,
  make_timestamptz(t.first_response_at * 1000) as first_response_at,
  t.channel, t.language, t.country, t.user_key, t.user_role, t.complaint_text, t.sentiment, t.severity, t.concepts,
  t.app_version, t.os, t.os_version, t.device, t.network, t.feature, t.vendor, t.team, t.agent_key, t.category,
  t.resolution_code, t.csat, t.first_contact, t.reopened, t.escalated_to,
  make_timestamptz(t.escalated_at * 1000) as escalated_at,
  t.bot_handled, make_timestamptz(t.bot_handed_off_at * 1000) as bot_handed_off_at,
  t.handle_minutes, t.cost, t.refund, t.currency, t.session_id,
  $tagger::varchar as tagger_version
from staged
