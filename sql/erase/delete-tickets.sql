-- What main.tickets holds of the erased tickets.
delete from main.tickets where ticket_id in (select ticket_id from gone)
