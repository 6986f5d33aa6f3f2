-- Weeks whose figures change.
create or replace temp table touched as
select distinct closed_week as week
from tickets
where ticket_id in (select ticket_id from retopic)
