-- Messages of this commit that bring an erased person or ticket back: refused, and counted like other rejects.
insert into ops.rejects
select c.batch, c.stream, c.stream, c.position, c.taken_at, 'erased', 'closed before its person or ticket was erased'
from ops.closings c
where c.batch = $batch
  and exists (
    from ops.erased e
    where e.erased_at >= c.closed_at
      and e.key = case e.kind when 'user' then c.user_key else sha256(c.ticket_id) end
  )
