-- A week's rows of ticket_themes, before they are written again.
delete from ticket_themes where week = $week::date
