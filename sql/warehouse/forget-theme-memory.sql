-- What clustering remembered of a week and later ones, before it is remembered again.
delete from ops.theme_memory where week >= $iso
