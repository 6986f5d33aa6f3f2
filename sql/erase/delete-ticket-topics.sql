-- What main.ticket_topics holds of the erased tickets.
delete from main.ticket_topics where ticket_id in (select ticket_id from gone)
