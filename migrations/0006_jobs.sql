-- The queue is graphile-worker's, in its own schema, which the application's role cannot reach: it adds jobs through
-- this door only, inside the transaction of the write that wants them.
create function enqueue(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts integer default null) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
end $$;
revoke all on function enqueue(text, json, text, timestamptz, integer) from public;
grant execute on function enqueue(text, json, text, timestamptz, integer) to otdel_app;
