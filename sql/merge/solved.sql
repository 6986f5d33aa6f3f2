-- Refusals of messages that are tickets by now: one of the two took them again after a fix.
delete from ops.rejects r
where exists (from ops.closings c where c.batch = $batch and c.stream = r.stream and c.position = r.position)
