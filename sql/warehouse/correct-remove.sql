-- Topics about which a reviewer decided, in the touched weeks: the machine's word falls.
delete from ticket_topics g
where g.closed_week in (select week from touched)
  and exists (from ops.corrections c where c.ticket_id = g.ticket_id and c.topic = g.topic)
