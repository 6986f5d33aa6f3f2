-- What became of themes in a week: one row per theme that tickets went to, with the theme they came from.
select
  theme_lineage.to_theme as theme_id,
  theme_lineage.kind,
  theme_lineage.from_theme,
  themes.label,
  theme_lineage.tickets::integer as tickets
from theme_lineage
join themes on themes.theme_id = theme_lineage.from_theme
where theme_lineage.week = $week::date and theme_lineage.from_theme <> theme_lineage.to_theme
order by theme_lineage.tickets desc, theme_lineage.from_theme
