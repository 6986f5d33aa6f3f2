-- Tickets whose topics are put together again: those that were tagged anew.
create or replace temp table retopic as
select ticket_id from retagged
