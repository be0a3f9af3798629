-- Locked by whichever server is removing what is too old.
create table retention_lock (
  id int not null primary key check (id = 1)
);

insert into retention_lock (id) values (1);
