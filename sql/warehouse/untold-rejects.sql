-- Refused messages of a topic's streams that lie beyond the marks, in order.
with marks as (
  select r.stream, r.position
  from (select unnest(from_json($rows, '[{"stream":"VARCHAR","position":"BIGINT"}]'), recursive := false) as r)
)
select r.batch, r.stream, r.position, r.rejected_at, r.code, r.detail
from ops.rejects r
left join marks m on m.stream = r.stream
where r.batch > $after and starts_with(r.stream, $prefix) and r.position >= coalesce(m.position, 0)
order by r.stream, r.position
limit $most
