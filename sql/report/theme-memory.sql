-- What clustering remembers of the last week before the given one, and of the week itself.
select week, memory, inputs
from ops.theme_memory
where week <= $week
order by week desc
limit 2
