-- New pseudonyms of users in main.tickets.
update main.tickets
set user_key = r.new
from renewed r
where r.old = user_key
