-- name: Payments that failed
-- folder: Revenue
-- description: Customers whose payments failed lately, and why.
select t.created_at, u.email, t.amount, t.currency, t.card_brand, t.card_last4, t.failure
from transactions t
join users u on u.id = t.user_id
where t.status = 'failed'
order by t.created_at desc
limit 200;
