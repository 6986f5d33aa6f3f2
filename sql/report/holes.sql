-- What is in no member's warehouse, by cause.
select label, from_position, to_position, cause
from ops.gaps
where to_position > from_position
order by label, from_position
