-- Texts that go, as clustering may remember them.
select distinct complaint_text as text from expired
