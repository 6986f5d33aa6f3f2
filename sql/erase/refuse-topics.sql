-- Topics of the messages that were refused because their person or ticket was erased.
delete from ops.closing_topics g
where g.batch = $batch
  and exists (
    from ops.rejects r
    where r.batch = $batch and r.code in ('erased', 'expired') and r.stream = g.stream and r.position = g.position
  )
