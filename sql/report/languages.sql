-- One row per language of the report's week.
select language, count(*) as tickets
from tickets
where closed_week = $week::date
group by language
order by tickets desc, language
