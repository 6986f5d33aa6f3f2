-- The log without the texts.
update ops.closings set complaint_text = null
where closed_at < make_timestamptz($texts::bigint * 1000) and complaint_text is not null
