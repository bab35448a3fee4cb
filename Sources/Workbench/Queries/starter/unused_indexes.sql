-- name: Indexes that nobody uses
-- folder: Bloat
-- description: Indexes without a single read since the statistics were reset; keys and constraints are left out.
select s.schemaname as schema, s.relname as "table", s.indexrelname as index, pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size(s.indexrelid)) as size
from pg_catalog.pg_stat_user_indexes s
join pg_catalog.pg_index i on i.indexrelid = s.indexrelid
where s.idx_scan = 0 and not i.indisunique
  and not exists (select from pg_catalog.pg_constraint c where c.conindid = s.indexrelid)
order by pg_catalog.pg_relation_size(s.indexrelid) desc
limit 50;
