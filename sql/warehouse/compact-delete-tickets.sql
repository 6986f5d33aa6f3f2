-- Tickets that a newer closing replaces.
delete from tickets where ticket_id in (select ticket_id from winners where is_fresh)
