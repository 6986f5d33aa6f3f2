-- Migrations that only one of the two has.
(select name from member.ops.migrations except select name from ops.migrations)
union all
(select name from ops.migrations except select name from member.ops.migrations)
order by name
