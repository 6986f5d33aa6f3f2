-- Tickets that go; the marts of their weeks stay as they are.
delete from main.tickets where closed_week < $tickets::date
