create table notice (
  id           uuid                        not null primary key,
  event_epoch  bigint,
  event_seq    bigint unique,
  audience     varchar(200000)             not null,
  category     varchar(50)                 not null,
  severity     varchar(10)                 not null,
  title        varchar(400)                not null,
  body         varchar(20000)              not null,
  link         varchar(2000),
  data         varchar(20000),
  publish_at   timestamp(6) with time zone,
  expires_at   timestamp(6) with time zone,
  published_at timestamp(6) with time zone,
  created_at   timestamp(6) with time zone not null,
  created_by   varchar(100)                not null,
  revision     int                         not null,
  status       varchar(10)                 not null
);

-- What an inbox page is read by: the newest notices of a set of keys.
create table notice_audience (
  audience_key varchar(106) not null,
  event_seq    bigint       not null,
  notice_id    uuid         not null,
  primary key (audience_key, event_seq)
);

create index notice_audience_notice on notice_audience (notice_id);

create table idempotency_key (
  caller     varchar(100)                not null,
  idem_key   varchar(255)                not null,
  body_hash  varchar(64)                 not null,
  notice_id  uuid                        not null,
  created_at timestamp(6) with time zone not null,
  primary key (caller, idem_key)
);

create index idempotency_key_age on idempotency_key (created_at);
