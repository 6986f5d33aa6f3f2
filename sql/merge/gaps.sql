-- What was passed over in each stream, here and in the member.
select 'here' as side, stream, label, from_position, to_position, cause from ops.gaps
union all
select 'member' as side, stream, label, from_position, to_position, cause from member.ops.gaps
order by side, stream, from_position
