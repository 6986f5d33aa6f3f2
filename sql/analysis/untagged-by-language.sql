-- In which languages do tickets most often carry no topic? There the taxonomy or its phrases may miss something.
select
  t.language, count(*) as tickets,
  round(avg((g.ticket_id is null)::integer), 3) as share_without_topic
from tickets t
left join (select distinct ticket_id from ticket_topics) g using (ticket_id)
group by t.language
order by tickets desc
