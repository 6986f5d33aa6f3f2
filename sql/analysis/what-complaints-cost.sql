-- What did each topic cost to handle and in refunds, by month and currency?
select date_trunc('month', week)::date as month, topic, currency, sum(tickets) as tickets, sum(cost) as cost, sum(refund) as refund
from weekly_money
group by date_trunc('month', week), topic, currency
order by month desc, sum(cost) desc nulls last, topic
