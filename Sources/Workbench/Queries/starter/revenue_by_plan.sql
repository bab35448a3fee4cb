-- name: Recurring revenue by plan
-- folder: Revenue
-- description: What active subscriptions bring in a month, plan by plan.
select p.name as plan, count(*) as subscriptions, sum(s.seats) as seats, sum(s.price_monthly) as monthly,
  sum(s.price_monthly) * 12 as yearly, round(100.0 * sum(s.price_monthly) / nullif(sum(sum(s.price_monthly)) over (), 0), 1) as percent
from subscriptions s
join plans p on p.id = s.plan_id
where s.status = 'active'
group by p.id
order by monthly desc;
