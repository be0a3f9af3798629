-- The log: the truth about what happened, in order. See docs/architecture.md.

-- One row. A posting transaction locks it and takes last_seq + 1, so that numbers are given in
-- commit order and a rollback gives its number back.
create table stream_head (
  id            int    not null primary key check (id = 1),
  log_id        uuid   not null,
  created_epoch bigint not null,
  epoch         bigint not null,
  last_epoch    bigint not null,
  last_seq      bigint not null
);

insert into stream_head (id, log_id, created_epoch, epoch, last_epoch, last_seq)
select 1, gen_random_uuid(), n.ms, n.ms, n.ms, 0
from (select cast(extract(epoch from current_timestamp) * 1000 as bigint) as ms) n;

create table event_log (
  seq        bigint                      not null primary key,
  epoch      bigint                      not null,
  uid        uuid                        not null unique,
  kind       varchar(20)                 not null,
  notice_id  uuid,
  -- keys separated by spaces, so that a page of the log is read by one query
  audience   varchar(200000)             not null,
  payload    varchar(400000)             not null,
  created_at timestamp(6) with time zone not null
);

create index event_log_notice on event_log (notice_id);

-- The same keys as an index, so that a caller with few events far behind is served without a scan.
create table event_audience (
  audience_key varchar(106) not null,
  seq          bigint       not null,
  primary key (audience_key, seq)
);

-- Whether an epoch is one of this log's.
create index event_log_epoch on event_log (epoch);
