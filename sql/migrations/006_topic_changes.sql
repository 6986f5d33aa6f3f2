-- Topics that were split, merged or renamed: their series go on, with a break where the tagging changed.
create table main.topic_changes (
  topic varchar,
  was varchar,
  kind varchar,
  since date,
  retired boolean,
  name_en varchar,
  name_zh varchar,
  known_by varchar[]
);

alter table main.weekly_topic_counts add column before_change date;
alter table main.weekly_topic_counts add column tagged_as varchar[];
