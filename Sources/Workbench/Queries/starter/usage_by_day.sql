-- name: Usage by day
-- folder: Quotas
-- description: Requests, bandwidth, compute and cost of all instances, day by day.
select day, count(*) as instances, sum(api_requests) as requests, pg_size_pretty(sum(bandwidth_bytes)) as bandwidth,
  sum(compute_hours) as compute_hours, sum(cost) as cost
from instance_usage
group by day
order by day desc
limit 90;
