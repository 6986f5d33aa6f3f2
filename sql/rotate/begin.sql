-- Pseudonyms under the key before and under the new one.
create or replace temp table renewed (old varchar, new varchar)
