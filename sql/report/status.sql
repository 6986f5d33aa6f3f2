-- What the warehouse holds, one row.
select
  (select count(*) from tickets) as tickets,
  (select count(*) from ops.closings) as closings,
  (select count(*) from ops.rejects) as rejects,
  (select coalesce(sum(to_position - from_position), 0)::bigint from ops.gaps where cause = 'retention') as missed,
  (select count(*) from weekly_totals) as weeks,
  (select max(closed_at) from tickets) as newest_closed_at,
  (select max(taken_at) from ops.closings) as newest_taken_at
