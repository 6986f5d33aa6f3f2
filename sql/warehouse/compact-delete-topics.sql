-- Topics of tickets that a newer closing replaces.
delete from ticket_topics where ticket_id in (select ticket_id from winners where is_fresh)
