-- name: Who waits for whom
-- folder: Locks
-- description: Sessions that wait for a lock, and those that hold it.
select w.pid as waiting, w.usename as waiting_role, pg_catalog.now() - w.query_start as waits_for, pg_catalog.left(w.query, 200) as waiting_statement,
  b.pid as holding, b.usename as holding_role, b.state as holding_state, pg_catalog.now() - b.xact_start as holds_for,
  pg_catalog.left(b.query, 200) as holding_statement
from pg_catalog.pg_stat_activity w
cross join lateral pg_catalog.unnest(pg_catalog.pg_blocking_pids(w.pid)) as blocker(pid)
join pg_catalog.pg_stat_activity b on b.pid = blocker.pid
order by w.query_start;
