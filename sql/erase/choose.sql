-- Tickets of a person, or one ticket, with all their closings.
create or replace temp table gone as
select distinct ticket_id
from ops.closings
where user_key = $user or ticket_id = $ticket
