-- name: Tables read whole
-- folder: Slow statements
-- description: Large tables that are read from end to end rather than through an index.
select s.schemaname as schema, s.relname as "table", s.seq_scan as whole_reads, s.seq_tup_read as rows_read,
  s.seq_tup_read / nullif(s.seq_scan, 0) as rows_each, s.idx_scan as index_reads, s.n_live_tup as about_rows
from pg_catalog.pg_stat_user_tables s
where s.seq_scan > 0 and s.n_live_tup > 10000
order by s.seq_tup_read desc
limit 50;
