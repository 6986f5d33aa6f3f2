-- Keys of the pseudonyms here and in the member: users are the same people only under the same number of them.
select
  coalesce((select value from ops.state where key = 'pseudonym_keys'), '1') as here,
  coalesce((select value from member.ops.state where key = 'pseudonym_keys'), '1') as member
