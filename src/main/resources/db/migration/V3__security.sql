-- Who can log in with a password here. A host application's users are not in it.
create table account (
  username      varchar(100)                not null primary key,
  password_hash varchar(100)                not null,
  -- ids and names separated by spaces
  group_ids     varchar(30000)              not null,
  role_names    varchar(100)                not null,
  created_at    timestamp(6) with time zone not null
);

-- Either the tokens of one id, or all tokens of a user that were issued up to a time.
create table revocation (
  id            uuid                        not null primary key,
  token_id      varchar(255),
  username      varchar(100),
  issued_before timestamp(6) with time zone,
  -- null: never
  forget_at     timestamp(6) with time zone,
  check (token_id is not null or (username is not null and issued_before is not null))
);

create index revocation_user on revocation (username);

create index revocation_age on revocation (forget_at);

-- One-use stand-ins for tokens in URLs, kept by their SHA-256 only.
create table stream_ticket (
  ticket_hash varchar(64)                 not null primary key,
  -- who it stands for, as JSON
  caller      varchar(50000)              not null,
  expires_at  timestamp(6) with time zone not null
);

create index stream_ticket_age on stream_ticket (expires_at);
