-- name: Connections by state
-- folder: Capacity
-- description: Who is connected, doing what, and how near the limit that is.
select coalesce(a.datname, '(none)') as database, a.usename as role, coalesce(a.state, a.backend_type) as state, count(*) as connections,
  max(pg_catalog.now() - a.state_change) as longest_in_state,
  round(100.0 * sum(count(*)) over () / pg_catalog.current_setting('max_connections')::int, 1) as all_percent_of_limit
from pg_catalog.pg_stat_activity a
where a.backend_type = 'client backend'
group by 1, 2, 3
order by connections desc;
