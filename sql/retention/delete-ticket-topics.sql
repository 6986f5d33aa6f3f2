-- Topics of tickets that go.
delete from main.ticket_topics where closed_week < $tickets::date
