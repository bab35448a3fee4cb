-- name: Locks by table
-- folder: Locks
-- description: Which locks are held or wanted on which table.
select l.relation::pg_catalog.regclass as "table", l.mode, l.granted, count(*) as sessions, pg_catalog.array_agg(l.pid order by l.pid) as pids
from pg_catalog.pg_locks l
where l.locktype = 'relation' and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
  and l.pid <> pg_catalog.pg_backend_pid()
group by 1, 2, 3
order by l.granted, sessions desc;
