-- What became of a notice, over time. A row holds for the stretch of time that begins with it.
create table notice_sample (
  notice_id uuid                        not null,
  begins_at timestamp(6) with time zone not null,
  reached   bigint                      not null,
  has_read  bigint                      not null,
  archived  bigint                      not null,
  primary key (notice_id, begins_at)
);

-- Where the user's inbox began: what is older counts as read, but was never read by them.
alter table inbox_state add column first_upto bigint default 0 not null;

-- How many have read up to somewhere.
create index inbox_state_upto on inbox_state (read_upto, first_upto);
