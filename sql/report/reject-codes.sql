-- Rejects by code.
select code, count(*) as messages
from ops.rejects
group by code
order by messages desc
