-- What themes are called: as a product person named them where one did, else as they were found.
update themes
set label = named.label, label_en = named.label_en, label_zh = named.label_zh
from (
  select r.theme_id, r.label, r.label_en, r.label_zh
  from (
    select unnest(from_json($rows, '[{"theme_id":"VARCHAR","label":"VARCHAR","label_en":"VARCHAR","label_zh":"VARCHAR"}]'), recursive := false) as r
  )
) as named
where themes.theme_id = named.theme_id
  and (themes.label, themes.label_en, themes.label_zh) is distinct from (named.label, named.label_en, named.label_zh)
