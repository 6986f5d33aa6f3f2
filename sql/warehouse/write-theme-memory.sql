-- What clustering remembers of a week.
insert into ops.theme_memory by name
select $iso as week, from_base64($memory) as memory, $inputs as inputs
