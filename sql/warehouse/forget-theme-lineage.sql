-- A week's rows of theme_lineage, before they are written again.
delete from theme_lineage where week = $week::date
