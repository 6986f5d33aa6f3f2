-- What topics were before they were split, merged or renamed, and which versions of the tagger know of it.
select topic, was, kind, since::varchar as since, retired, name_en, name_zh, known_by
from topic_changes
order by topic, since, was
