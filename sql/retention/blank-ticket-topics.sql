-- The words that decided, of tickets whose text is gone.
update main.ticket_topics set evidence = null
where evidence is not null and ticket_id in (select ticket_id from tickets where complaint_text is null)
