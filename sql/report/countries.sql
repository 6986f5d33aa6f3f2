-- One row per country: its share of the tickets up to the report's week.
select country, count(*) / sum(count(*)) over () as share
from tickets
where closed_week <= $week::date and country is not null
group by country
order by country
