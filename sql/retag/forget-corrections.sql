-- Earlier verdicts on the same tickets and topics.
delete from ops.corrections c
where exists (
  from (
    select unnest(from_json($rows::json, '[{"ticket_id": "varchar", "topic": "varchar"}]'), recursive := true)
  ) n
  where n.ticket_id = c.ticket_id and n.topic = c.topic
)
