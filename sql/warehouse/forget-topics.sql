-- The taxonomy's topics, before they are written again.
delete from topics
