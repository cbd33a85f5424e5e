-- What neurons print while they run, line by line, so that somebody can watch. The role of organisations may not touch it:
-- the server reads it for those who see the run.

create table skep.run_output (
  run_id bigint not null, position integer not null, printed_at timestamptz not null, stream text not null, line text not null,
  primary key (run_id, position)
);
