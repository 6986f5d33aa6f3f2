-- Positions behind those of the member.
delete from ops.offsets o
where exists (from member.ops.offsets m where m.stream = o.stream and m.position > o.position)
