-- name: Foreign keys without an index
-- folder: Bloat
-- description: Deleting from the other table reads the whole of this one.
select c.conrelid::pg_catalog.regclass as "table", c.conname as foreign_key, c.confrelid::pg_catalog.regclass as refers_to,
  pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.conrelid)) as size
from pg_catalog.pg_constraint c
where c.contype = 'f'
  and not exists (
    select from pg_catalog.pg_index i
    where i.indrelid = c.conrelid and (i.indkey::int2[])[0:pg_catalog.cardinality(c.conkey) - 1] @> c.conkey
  )
order by pg_catalog.pg_table_size(c.conrelid) desc;
