-- Refusals of messages that were taken again in this commit: as tickets, or as new refusals.
delete from ops.rejects r
where r.batch < $batch
  and exists (
    from (
      select stream, position from ops.closings where batch = $batch
      union all
      select stream, position from ops.rejects where batch = $batch
    ) t
    where t.stream = r.stream and t.position = r.position
  )
