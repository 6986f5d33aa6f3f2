-- What ops.closing_topics holds of the erased tickets.
delete from ops.closing_topics where ticket_id in (select ticket_id from gone)
