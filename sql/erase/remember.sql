-- That a person or ticket was erased, so that a replay does not bring it back.
insert into ops.erased
select $kind, $key, make_timestamptz($now::bigint * 1000), (select count(*) from gone)
