-- name: Instances near their request quota
-- folder: Quotas
-- description: Requests of the last day that was counted against what the plan allows a day.
with last_day as (select max(day) as day from instance_usage)
select i.id, i.name, u.email, p.name as plan, g.api_requests, p.requests_per_day,
  round(100.0 * g.api_requests / p.requests_per_day, 1) as percent
from last_day l
join instance_usage g on g.day = l.day
join instances i on i.id = g.instance_id and i.status <> 'deleted'
join users u on u.id = i.user_id
join subscriptions s on s.user_id = u.id and s.status = 'active'
join plans p on p.id = s.plan_id
where p.requests_per_day is not null
order by percent desc
limit 100;
