-- A stream's gaps, before they are written again.
delete from ops.gaps where stream = $stream
