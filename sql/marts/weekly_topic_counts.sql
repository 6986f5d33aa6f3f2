-- One row per week and topic, earlier names of a topic joined (topic_tickets). Money is that of the week's commonest currency;
-- weekly_money has all of them.
with cases as (
  select t.*, g.topic, g.before_change, g.tagged_as
  from topic_tickets g
  join tickets t using (ticket_id)
  where g.closed_week in (select week from touched)
),
main_currency as (
  select closed_week, mode(currency) as currency
  from tickets
  where closed_week in (select week from touched)
  group by closed_week
),
totals as (
  select closed_week, count(*) as tickets
  from tickets
  where closed_week in (select week from touched)
  group by closed_week
)
select
  c.closed_week as week,
  c.topic,
  count(*) as tickets,
  count(distinct c.user_key) as users,
  count(*) / any_value(a.tickets) as share,
  avg(c.csat) as csat,
  count(c.csat) as csat_rated,
  count(*) filter (c.sentiment <= -0.3) / count(*) as negative_share,
  avg(c.severity) as severity,
  any_value(m.currency) as currency,
  sum(c.cost) filter (c.currency = m.currency) as cost,
  sum(c.refund) filter (c.currency = m.currency) as refund,
  case when count(c.before_change) * 2 > count(*) then mode(c.before_change) end as before_change,
  case
    when count(c.before_change) * 2 > count(*)
      then list_sort(list_distinct(flatten(list(c.tagged_as) filter (c.before_change is not null))))
  end as tagged_as
from cases c
join totals a on a.closed_week = c.closed_week
left join main_currency m on m.closed_week = c.closed_week
group by c.closed_week, c.topic
