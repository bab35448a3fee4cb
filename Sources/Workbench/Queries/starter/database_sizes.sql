-- name: Databases by size
-- folder: Capacity
-- description: Every database of the server with its size and its connections.
select d.datname as database, pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(d.oid)) as size,
  s.numbackends as connections, s.xact_commit as commits, s.xact_rollback as rollbacks,
  round(100.0 * s.blks_hit / nullif(s.blks_hit + s.blks_read, 0), 2) as cache_hit_percent
from pg_catalog.pg_database d
join pg_catalog.pg_stat_database s on s.datid = d.oid
where d.datallowconn and pg_catalog.has_database_privilege(d.oid, 'connect')
order by pg_catalog.pg_database_size(d.oid) desc;
