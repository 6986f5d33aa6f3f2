-- The topics that an earlier version gave.
delete from ops.closing_topics g
where exists (from retagged r where r.ticket_id = g.ticket_id and r.stream = g.stream and r.position = g.position)
