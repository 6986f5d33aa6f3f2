-- The taxonomy's changes, before they are written again.
delete from topic_changes
