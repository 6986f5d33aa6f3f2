-- The themes with tickets in a week.
select theme_id, label, label_en, label_zh, keywords, first_week::varchar as first_week, status, topic, in_topic
from themes
where theme_id in (select theme_id from ticket_themes where week = $week::date)
order by theme_id
