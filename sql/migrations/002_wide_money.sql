-- Sums of money need more digits than one ticket's: one absurd amount must not stop the marts.
alter table main.weekly_topic_counts alter column cost type decimal(38, 4);
alter table main.weekly_topic_counts alter column refund type decimal(38, 4);
alter table main.weekly_money alter column cost type decimal(38, 4);
alter table main.weekly_money alter column refund type decimal(38, 4);
alter table main.weekly_kpis alter column cost_per_ticket type decimal(38, 4);
