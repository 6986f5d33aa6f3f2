-- Topics about which a reviewer decided: the machine's word falls.
delete from ticket_topics g
where exists (from ops.corrections c where c.ticket_id = g.ticket_id and c.topic = g.topic)
