-- Corrected tickets as training rows: the redacted text with the topics that hold after correction.
select
  t.complaint_text as text, t.language as lang, t.user_role as role,
  coalesce((select list(g.topic order by g.topic) from ticket_topics g where g.ticket_id = t.ticket_id), []) as topics
from tickets t
where t.ticket_id in (select ticket_id from ops.corrections) and t.complaint_text is not null
order by t.ticket_id
