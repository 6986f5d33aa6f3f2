-- Messages that were refused again keep the time at which they were refused first.
update ops.rejects
set rejected_at = earlier.rejected_at
from ops.rejects earlier
where rejects.batch = $batch and earlier.batch < $batch
  and earlier.stream = rejects.stream and earlier.position = rejects.position
