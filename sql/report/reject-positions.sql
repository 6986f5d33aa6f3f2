-- Where the refused messages of a topic's streams lie.
select stream, position
from ops.rejects
where starts_with(stream, $prefix)
order by stream, position
