-- The newer closings as tickets.
insert into tickets by name
select c.* exclude (batch), date_trunc('week', c.closed_at)::date as closed_week
from ops.closings c
join winners w
  on w.is_fresh
  and w.batch = c.batch
  and w.stream = c.stream
  and w.position = c.position
  and w.ticket_id = c.ticket_id
where c.batch > $after
