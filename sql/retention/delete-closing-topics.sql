-- What ops.closing_topics holds of closings that go.
delete from ops.closing_topics g
where (g.stream, g.position) in (
  select (stream, position) from ops.closings where date_trunc('week', closed_at)::date < $tickets::date
)
