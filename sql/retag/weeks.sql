-- Weeks with tickets that another version of the tagger tagged.
select closed_week::varchar as week, count(*) as tickets
from tickets
where tagger_version is distinct from $version and complaint_text is not null
group by closed_week
order by closed_week
