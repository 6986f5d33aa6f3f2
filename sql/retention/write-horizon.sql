-- How far retention has gone, so that what is older is not taken again and kept numbers are not rebuilt.
insert into ops.state values ($key, $value)
