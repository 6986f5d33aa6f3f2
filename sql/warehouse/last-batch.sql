-- The number of the last commit: one that brought no facts is known by the compaction that followed it.
select coalesce(max(batch), 0) as batch
from (
  select batch from ops.closings
  union all
  select batch from ops.rejects
  union all
  select value::bigint as batch from ops.state where key = 'compacted_batch'
)
