-- name: Instances created by month
-- folder: Capacity
-- description: How many instances were created and deleted each month, by tier.
select date_trunc('month', created_at)::date as month, tier, count(*) as created,
  count(*) filter (where status = 'deleted') as gone_since
from instances
group by 1, 2
order by month desc, tier;
