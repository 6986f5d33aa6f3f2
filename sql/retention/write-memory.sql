-- A week's memory without the texts; its inputs still hold, so that the week is not clustered anew.
update ops.theme_memory set memory = from_base64($memory) where week = $week
