-- Which severe tickets of the newest week left the user unhappy? Texts are redacted.
select t.ticket_id, t.severity, t.csat, t.sentiment, t.country, t.language, t.complaint_text
from tickets t
where t.closed_week = (select max(week) from weekly_totals) and t.severity >= 2 and coalesce(t.csat, 1) <= 2
order by t.severity desc, t.sentiment, t.ticket_id
limit 50
