-- Whether anybody was ever erased.
select count(*) > 0 as any from ops.erased
