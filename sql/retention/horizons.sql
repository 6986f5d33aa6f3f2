-- How far retention has gone, one row: texts of tickets closed before an instant and tickets of weeks before a Monday are gone.
select
  (select max(value) from ops.state where key = 'texts_until') as texts_until,
  (select max(value) from ops.state where key = 'tickets_until') as tickets_until
