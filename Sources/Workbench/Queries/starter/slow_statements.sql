-- name: Statements by total time
-- folder: Slow statements
-- description: What the server spends its time on; needs the extension pg_stat_statements.
select round(total_exec_time::numeric / 1000, 1) as seconds, calls, round(mean_exec_time::numeric, 2) as mean_ms,
  round(max_exec_time::numeric, 1) as max_ms, rows, round(100.0 * shared_blks_hit / nullif(shared_blks_hit + shared_blks_read, 0), 1) as cache_hit_percent,
  query
from pg_stat_statements
order by total_exec_time desc
limit 50;
