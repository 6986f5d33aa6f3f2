-- Active users of the platform by week and country, the denominator of judgements where it is known.
create table main.actives (
  week date,
  country varchar,
  active_users double
);
