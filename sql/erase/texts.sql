-- Texts that may be remembered by clustering.
select distinct complaint_text as text
from ops.closings
where ticket_id in (select ticket_id from gone)
