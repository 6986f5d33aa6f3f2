-- How many keys, one upon the other, make a pseudonym.
select coalesce((select value::integer from ops.state where key = 'pseudonym_keys'), 1) as keys
