-- The keys of every notice, also of those that are not out. Until now only those of published ones
-- stood here, so that the number could be part of the key.
create table notice_key (
  notice_id    uuid         not null,
  audience_key varchar(106) not null,
  -- where the notice stands in inboxes: its newest event that was news. Null while it is only
  -- scheduled, and once it was retracted
  event_seq    bigint,
  constraint notice_key_pk primary key (notice_id, audience_key)
);

insert into notice_key (notice_id, audience_key, event_seq)
select notice_id, audience_key, event_seq from notice_audience;

drop table notice_audience;

alter table notice_key rename to notice_audience;

-- What a list of notices is read by.
create index notice_newest on notice (created_at, id);

-- What is to be published next.
create index notice_due on notice (status, publish_at);

-- Which notices were retracted.
create index event_log_kind on event_log (kind, seq);
