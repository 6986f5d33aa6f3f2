-- View, one row per message that could not be taken.
create or replace view main.rejects as
select label as source, position, rejected_at, code, detail
from ops.rejects
