-- name: Tables by size
-- folder: Capacity
-- description: The largest tables with what belongs to their indexes and their long values.
select n.nspname as schema, c.relname as "table", pg_catalog.pg_size_pretty(pg_catalog.pg_total_relation_size(c.oid)) as total,
  pg_catalog.pg_size_pretty(pg_catalog.pg_relation_size(c.oid)) as rows_alone,
  pg_catalog.pg_size_pretty(pg_catalog.pg_indexes_size(c.oid)) as indexes, c.reltuples::bigint as about_rows
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
order by pg_catalog.pg_total_relation_size(c.oid) desc
limit 50;
