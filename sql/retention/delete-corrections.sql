-- Corrections of tickets that are no longer there.
delete from ops.corrections where ticket_id not in (select ticket_id from ops.closings)
