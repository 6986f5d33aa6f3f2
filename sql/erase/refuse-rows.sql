-- The messages themselves.
delete from ops.closings c
where c.batch = $batch
  and exists (
    from ops.rejects r
    where r.batch = $batch and r.code in ('erased', 'expired') and r.stream = c.stream and r.position = c.position
  )
