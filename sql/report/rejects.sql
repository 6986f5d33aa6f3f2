-- Messages refused during the report's week.
select count(*) as rejected
from ops.rejects
where rejected_at >= $week::date and rejected_at < $week::date + interval 7 day
