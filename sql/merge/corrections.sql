-- Reviewers' corrections that only the member holds.
insert into ops.corrections by name
select * from member.ops.corrections
except
select * from ops.corrections
