-- People and tickets that were erased from the member.
insert into ops.erased by name
select * from member.ops.erased
except
select * from ops.erased
