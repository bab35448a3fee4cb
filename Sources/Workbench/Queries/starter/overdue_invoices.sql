-- name: Invoices that are overdue
-- folder: Revenue
-- description: Open invoices past their date, the oldest first.
select i.number, u.email, i.total, i.currency, i.due_on, current_date - i.due_on as days_late
from invoices i
join users u on u.id = i.user_id
where i.paid_at is null and i.status <> 'void' and i.due_on < current_date
order by i.due_on
limit 200;
