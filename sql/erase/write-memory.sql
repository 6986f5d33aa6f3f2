-- A week's memory without the erased texts; its inputs no longer hold, so that the week is clustered anew when it is run.
update ops.theme_memory set memory = from_base64($memory), inputs = 'erased' where week = $week
