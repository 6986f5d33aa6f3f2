-- What is expected next of each Kafka stream, here and in the member.
select 'here' as side, stream, label, position from ops.offsets where stream like 'kafka:%'
union all
select 'member' as side, stream, label, position from member.ops.offsets where stream like 'kafka:%'
