-- Judged tickets that the warehouse does not hold.
select distinct ticket_id
from ops.corrections
where ticket_id not in (select ticket_id from tickets)
