-- The number of keys from now on.
insert into ops.state values ('pseudonym_keys', $keys::varchar)
