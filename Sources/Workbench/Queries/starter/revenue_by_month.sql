-- name: Revenue by month
-- folder: Revenue
-- description: Payments that succeeded, month by month, and how many customers made them.
select date_trunc('month', created_at)::date as month, count(*) as transactions, sum(amount) as revenue,
  count(distinct user_id) as customers, round(sum(amount) / count(distinct user_id), 2) as per_customer
from transactions
where status = 'succeeded'
group by 1
order by month desc;
