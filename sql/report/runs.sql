-- The last runs.
select pipeline, week, started_at, ended_at, outcome, detail
from ops.runs
order by started_at desc
limit 5
