-- What do we know about one ticket, and why does it carry its topics? $ticket: its id.
select t.*, g.topics, g.confidences, g.evidence
from tickets t
left join (
  select
    ticket_id,
    list(topic order by confidence desc) as topics,
    list(confidence order by confidence desc) as confidences,
    list(evidence order by confidence desc) as evidence
  from ticket_topics
  group by ticket_id
) g using (ticket_id)
where t.ticket_id = $ticket
