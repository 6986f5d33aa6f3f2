-- Refused messages by code and detail, the most frequent first.
select code, detail, count(*) as messages, count(distinct stream) as streams, max(rejected_at) as latest
from ops.rejects
group by code, detail
order by messages desc, code, detail
