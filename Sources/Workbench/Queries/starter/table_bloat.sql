-- name: Dead rows by table
-- folder: Bloat
-- description: Tables whose dead rows wait for vacuum, and when it last came.
select s.schemaname as schema, s.relname as "table", s.n_live_tup as live_rows, s.n_dead_tup as dead_rows,
  round(100.0 * s.n_dead_tup / nullif(s.n_live_tup + s.n_dead_tup, 0), 1) as dead_percent,
  pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(s.relid)) as size, s.last_vacuum, s.last_autovacuum
from pg_catalog.pg_stat_user_tables s
where s.n_dead_tup > 0
order by s.n_dead_tup desc
limit 50;
