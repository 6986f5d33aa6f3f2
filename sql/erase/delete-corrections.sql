-- What ops.corrections holds of the erased tickets.
delete from ops.corrections where ticket_id in (select ticket_id from gone)
