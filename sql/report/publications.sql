-- Every report that was published.
select week, team, channel, digest, headline_en, headline_zh
from ops.publications
order by week, team
