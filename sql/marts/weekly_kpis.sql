-- One row per week, vendor and language: how the desks answered. Money in the week's commonest currency.
with main_currency as (
  select closed_week, mode(currency) as currency
  from tickets
  where closed_week in (select week from touched)
  group by closed_week
)
select
  t.closed_week as week,
  coalesce(t.vendor, '') as vendor,
  t.language,
  count(*) as tickets,
  quantile_cont(epoch(t.first_response_at - t.created_at) / 60, 0.5) as first_response_p50_minutes,
  quantile_cont(epoch(t.first_response_at - t.created_at) / 60, 0.9) as first_response_p90_minutes,
  avg(t.first_contact::integer) as first_contact_rate,
  avg(t.csat) as csat,
  avg((coalesce(t.reopened, 0) > 0)::integer) as reopen_rate,
  avg((t.escalated_to is not null or t.escalated_at is not null)::integer) as escalation_rate,
  avg(t.bot_handled::integer) as bot_share,
  count(*) filter (t.bot_handed_off_at is not null) / nullif(count(*) filter (t.bot_handled is not null), 0)
    as bot_handoff_rate,
  avg(t.handle_minutes) as handle_minutes,
  (sum(t.cost) filter (t.currency = m.currency) / nullif(count(t.cost) filter (t.currency = m.currency), 0))::decimal(38, 4)
    as cost_per_ticket,
  any_value(m.currency) as currency
from tickets t
left join main_currency m using (closed_week)
where t.closed_week in (select week from touched)
group by t.closed_week, coalesce(t.vendor, ''), t.language
