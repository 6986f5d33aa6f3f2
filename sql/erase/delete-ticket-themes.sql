-- What main.ticket_themes holds of the erased tickets.
delete from main.ticket_themes where ticket_id in (select ticket_id from gone)
