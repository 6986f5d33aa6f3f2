-- Their topics, which are put together again.
delete from ticket_topics where ticket_id in (select ticket_id from retopic)
