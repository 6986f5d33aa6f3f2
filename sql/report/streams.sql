-- Where every stream stands.
select label, stream, position, committed_at
from ops.offsets
order by label
