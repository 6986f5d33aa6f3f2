-- Tickets whose topics are put together again: those that a reviewer judged.
create or replace temp table retopic as
select distinct ticket_id from ops.corrections
