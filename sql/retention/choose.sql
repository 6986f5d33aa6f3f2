-- Closings whose text is to go, and the weeks they lie in.
create or replace temp table expired as
select distinct stream, position, ticket_id, complaint_text, date_trunc('week', closed_at)::date as week
from ops.closings
where closed_at < make_timestamptz($texts::bigint * 1000) and complaint_text is not null
