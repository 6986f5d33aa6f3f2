-- Closings that go.
delete from ops.closings where date_trunc('week', closed_at)::date < $tickets::date
