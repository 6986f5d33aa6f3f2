-- New pseudonyms of erased people, so that a replay is refused under the new key as well.
update ops.erased
set key = r.new
from renewed r
where kind = 'user' and r.old = key
