-- What did each topic cost to handle and in refunds, by month and currency?
select date_trunc('month', week)::date as month, topic, currency, sum(tickets) as tickets, sum(cost) as cost, sum(refund) as refund
from weekly_money
group by all
order by month desc, cost + refund desc
