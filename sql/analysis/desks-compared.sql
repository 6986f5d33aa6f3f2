-- How do the outsourced desks compare in each language, with enough tickets to compare them?
select
  language, vendor, sum(tickets) as tickets,
  round(sum(first_contact_rate * tickets) / sum(tickets) filter (first_contact_rate is not null), 3) as first_contact_rate,
  round(sum(csat * tickets) / sum(tickets) filter (csat is not null), 2) as csat,
  round(sum(escalation_rate * tickets) / sum(tickets), 3) as escalation_rate,
  round(max(first_response_p90_minutes), 1) as slowest_week_p90_minutes
from weekly_kpis
group by language, vendor
having sum(tickets) >= 30
order by language, csat desc
