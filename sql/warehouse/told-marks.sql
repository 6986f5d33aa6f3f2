-- Up to where refused messages of each stream were told to Kafka, as this warehouse remembers it.
select substring(key, 6) as stream, value::bigint as position
from ops.state
where starts_with(key, 'told:')
