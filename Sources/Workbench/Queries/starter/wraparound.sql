-- name: Transaction ids by age
-- folder: Bloat
-- description: How near each database is to the vacuum that cannot be put off.
select d.datname as database, pg_catalog.age(d.datfrozenxid) as age,
  round(100.0 * pg_catalog.age(d.datfrozenxid) / pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint, 1) as percent_of_limit
from pg_catalog.pg_database d
where d.datallowconn
order by age desc;
