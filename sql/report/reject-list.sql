-- Messages that were refused, the latest first, of one code or of all ('').
select r.label as source, r.position, r.rejected_at, r.code, r.detail
from ops.rejects r
where $code = '' or r.code = $code
order by r.rejected_at desc, r.label, r.position desc
limit $most
