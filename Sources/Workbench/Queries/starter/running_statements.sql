-- name: Running statements by age
-- folder: Slow statements
-- description: What runs now, the longest first, and what it waits for.
select a.pid, a.datname as database, a.usename as role, a.application_name as application, pg_catalog.now() - a.query_start as running_for,
  a.wait_event_type, a.wait_event, pg_catalog.left(a.query, 500) as statement
from pg_catalog.pg_stat_activity a
where a.state = 'active' and a.pid <> pg_catalog.pg_backend_pid()
order by a.query_start;
