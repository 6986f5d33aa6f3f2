-- Texts of every theme, one of a user and at most 150 of a language, nearest to its centre first.
with one_of_each_user as (
  select m.theme_id, t.language, t.complaint_text, m.similarity, t.ticket_id
  from ticket_themes m
  join tickets t using (ticket_id)
  qualify row_number() over (partition by m.theme_id, t.user_key order by m.similarity desc, t.ticket_id) = 1
)
select theme_id, language, complaint_text
from one_of_each_user
qualify row_number() over (partition by theme_id, language order by similarity desc, ticket_id) <= 150
order by theme_id, language, similarity desc, ticket_id
