-- The number of keys before.
delete from ops.state where key = 'pseudonym_keys'
