-- What clustering remembers, a week a row.
select week, memory from ops.theme_memory
