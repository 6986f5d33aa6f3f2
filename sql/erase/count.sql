-- What an erasure takes away, one row.
select
  (select count(*) from gone) as tickets,
  (select count(*) from ops.closings where ticket_id in (select ticket_id from gone)) as closings
