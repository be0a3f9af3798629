-- What people have read. Nothing is written for a person when a notice is posted.

-- One row for each user who ever opened the inbox.
create table inbox_state (
  username         varchar(100)  not null primary key,
  -- a number of the log: what was published up to here is read, unless a mark says otherwise
  read_upto        bigint        not null,
  -- slugs separated by spaces
  muted_categories varchar(6000) not null,
  -- HH:mm, HH:mm and an IANA time zone; all three or none
  quiet_from       varchar(5),
  quiet_to         varchar(5),
  quiet_zone       varchar(64)
);

-- Where a user's notice deviates from that. It belongs to the event that published the notice: a
-- notice that is made news again has a later one, and its marks are outdated.
create table inbox_mark (
  username    varchar(100) not null,
  event_seq   bigint       not null,
  is_read     boolean      not null,
  is_archived boolean      not null,
  primary key (username, event_seq)
);

-- For statistics of a notice, and for the removal of what is too old.
create index inbox_mark_event on inbox_mark (event_seq);

-- What a page is read by: the newest notices for a key, without sorting.
create index notice_audience_newest on notice_audience (audience_key, event_seq desc);

-- Where the inbox of somebody begins who opens it for the first time.
create index notice_published on notice (published_at);
