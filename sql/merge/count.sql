-- What came from the member.
select
  (select count(*) from ops.closings where batch = $batch) as closings,
  (select count(*) from ops.rejects where batch = $batch) as rejects
