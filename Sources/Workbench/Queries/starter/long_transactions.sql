-- name: Transactions by age
-- folder: Slow statements
-- description: Open transactions, the oldest first: they keep vacuum from cleaning up.
select a.pid, a.datname as database, a.usename as role, a.state, pg_catalog.now() - a.xact_start as open_for,
  pg_catalog.age(a.backend_xmin) as transactions_behind, pg_catalog.left(a.query, 500) as last_statement
from pg_catalog.pg_stat_activity a
where a.xact_start is not null and a.pid <> pg_catalog.pg_backend_pid()
order by a.xact_start;
