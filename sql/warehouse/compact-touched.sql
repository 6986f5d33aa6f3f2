-- The weeks that a compaction touches: those that tickets leave and those that they enter.
create or replace temp table touched as
select distinct closed_week as week
from tickets
where ticket_id in (select ticket_id from winners)
union
select distinct date_trunc('week', closed_at)::date as week
from winners
