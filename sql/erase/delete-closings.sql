-- What ops.closings holds of the erased tickets.
delete from ops.closings where ticket_id in (select ticket_id from gone)
