-- People whose tickets were removed, so that a replay does not bring them back; what reviewers said of tags.
create table ops.erased (
  kind varchar,
  key varchar,
  erased_at timestamptz,
  tickets bigint
);

create table ops.corrections (
  ticket_id varchar,
  topic varchar,
  verdict boolean,
  reviewer varchar,
  taken_at timestamptz
);
