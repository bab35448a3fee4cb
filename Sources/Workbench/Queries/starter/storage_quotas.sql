-- name: Instances near their storage quota
-- folder: Quotas
-- description: Instances that use most of the storage their plan gives them, with whom to tell.
select i.id, i.name, i.subdomain, u.email, i.tier, pg_size_pretty(i.storage_used_bytes) as used, i.storage_quota_gb as quota_gb,
  round(i.storage_used_bytes / (i.storage_quota_gb * 1073741824.0) * 100, 1) as percent
from instances i
join users u on u.id = i.user_id
where i.status <> 'deleted' and i.storage_used_bytes > i.storage_quota_gb * 1073741824.0 * 0.8
order by percent desc;
