-- name: Shared servers by room
-- folder: Capacity
-- description: How full each shared server is by databases and storage, the fullest first.
select s.id, s.region, s.host, s.is_accepting, count(i.id) as databases, s.max_databases,
  round(100.0 * count(i.id) / s.max_databases, 1) as databases_percent,
  pg_size_pretty(coalesce(sum(i.storage_used_bytes), 0)) as storage, s.storage_total_gb,
  round(coalesce(sum(i.storage_used_bytes), 0) / (s.storage_total_gb * 1073741824.0) * 100, 1) as storage_percent
from shared_servers s
left join instances i on i.server_id = s.id and i.status <> 'deleted'
group by s.id
order by databases_percent desc;
