-- New pseudonyms of agents in main.tickets.
update main.tickets
set agent_key = r.new
from renewed r
where r.old = agent_key
