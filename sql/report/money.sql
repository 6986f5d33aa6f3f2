-- One row per topic and currency of the report's week.
select topic, currency, coalesce(cost, 0)::double as cost, coalesce(refund, 0)::double as refund
from weekly_money
where week = $week::date
order by topic, currency
