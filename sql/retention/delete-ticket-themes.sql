-- Themes of tickets that go; the counts stay in what clustering remembers.
delete from main.ticket_themes where week < $tickets::date
