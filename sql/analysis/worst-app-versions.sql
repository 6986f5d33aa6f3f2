-- Which app versions draw more complaints of a topic than their share of all tickets would suggest?
with recent as (
  select *
  from tickets
  where closed_week > (select max(week) from weekly_totals) - interval 28 day and app_version is not null
),
shares as (
  select app_version, count(*) / sum(count(*)) over () as share_of_all
  from recent
  group by app_version
),
topics_of_versions as (
  select r.app_version, g.topic, count(*) as tickets, sum(count(*)) over (partition by g.topic) as tickets_of_topic
  from recent r
  join ticket_topics g using (ticket_id)
  group by r.app_version, g.topic
)
select
  v.topic, v.app_version, v.tickets, round(v.tickets / v.tickets_of_topic, 3) as share_of_topic,
  round(s.share_of_all, 3) as share_of_all, round(v.tickets / v.tickets_of_topic / s.share_of_all, 2) as lift
from topics_of_versions v
join shares s using (app_version)
where v.tickets >= 10
order by lift desc
limit 20
