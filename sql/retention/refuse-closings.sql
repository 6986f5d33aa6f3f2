-- Messages of this commit that are older than what retention keeps: refused, and counted like other rejects.
insert into ops.rejects
select c.batch, c.stream, c.stream, c.position, c.taken_at, 'expired', 'closed before what retention keeps'
from ops.closings c
where c.batch = $batch
  and date_trunc('week', c.closed_at)::date < (select max(value)::date from ops.state where key = 'tickets_until')
  and not exists (
    from ops.rejects r
    where r.batch = $batch and r.stream = c.stream and r.position = c.position
  )
