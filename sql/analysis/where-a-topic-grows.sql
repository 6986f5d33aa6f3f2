-- In which country, version, device … is one topic above its own past in the newest week? $topic: its id.
select dimension, value, tickets, expected, contribution, users
from weekly_segments
where topic = $topic and week = (select max(week) from weekly_totals) and contribution > 0
order by contribution desc
limit 20
