-- The words that decided are words of the text.
update ops.closing_topics g set evidence = null
where g.evidence is not null and (g.stream, g.position) in (select (stream, position) from expired)
