-- Whether commits must look for what may not come (back): something was erased, or retention removed tickets.
select exists (from ops.erased) or exists (from ops.state where key = 'tickets_until') as any
