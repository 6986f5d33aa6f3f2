-- New pseudonyms of agents in ops.closings.
update ops.closings
set agent_key = r.new
from renewed r
where r.old = agent_key
