-- New pseudonyms of users in ops.closings.
update ops.closings
set user_key = r.new
from renewed r
where r.old = user_key
