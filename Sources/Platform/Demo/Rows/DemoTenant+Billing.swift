extension DemoTenant {
  var billingSteps: [Step] {
    [
      Step(title: "loading \(shape.invoices) invoices", sql: invoices),
      Step(title: "loading invoice lines", sql: invoiceLines),
      Step(title: "loading \(shape.transactions) transactions", sql: transactions),
    ]
  }

  private var invoices: String {
    """
    INSERT INTO invoices
    SELECT n, '\(name.uppercased())-' || to_char(month, 'YYYYMM') || '-' || lpad(n::text, 6, '0'), s.user_id, s.id, x.status,
      daterange(month, (month + interval '1 month')::date), (ARRAY['USD', 'USD', 'EUR', 'GBP'])[1 + pg_temp.pick(s.user_id, 120, 4)],
      0, month, month + 14, CASE WHEN x.status = 'paid' THEN month + pg_temp.pick(n, 121, 14) + time '09:30' END
    FROM generate_series(1, \(shape.invoices)) AS n
    JOIN subscriptions AS s ON s.id = 1 + pg_temp.pick(n, 122, \(shape.users))
    CROSS JOIN LATERAL (SELECT (date_trunc('month', pg_temp.present()) - pg_temp.pick(n, 123, 24) * interval '1 month')::date AS month) AS m
    CROSS JOIN LATERAL (
      SELECT CASE WHEN pg_temp.pick(n, 124, 25) = 0 THEN 'void' WHEN pg_temp.pick(n, 124, 25) = 1 THEN 'uncollectible'
        WHEN month > pg_temp.present()::date - 40 AND pg_temp.pick(n, 125, 3) = 0 THEN 'open' ELSE 'paid' END::invoice_status AS status
    ) AS x;
    """
  }

  /// The subscription, then up to two lines of usage; an invoice's total is the sum of its lines.
  private var invoiceLines: String {
    """
    INSERT INTO invoice_lines (invoice_id, line, description, quantity, unit_price)
    SELECT v.id, l, CASE l WHEN 1 THEN initcap(s.plan_id) || ' plan' WHEN 2 THEN 'Storage above the quota, GB' ELSE 'API requests, millions' END,
      CASE l WHEN 1 THEN s.seats ELSE round(pg_temp.pick(v.id * 4 + l, 130, 9000) / 100.0, 2) END,
      CASE l WHEN 1 THEN round(s.price_monthly / s.seats, 2) WHEN 2 THEN 0.12 ELSE 0.40 END
    FROM invoices AS v
    JOIN subscriptions AS s ON s.id = v.subscription_id
    CROSS JOIN LATERAL generate_series(1, 1 + pg_temp.pick(v.id, 131, 3)) AS l;
    UPDATE invoices SET total = t.total
    FROM (SELECT invoice_id, sum(amount) AS total FROM invoice_lines GROUP BY invoice_id) AS t
    WHERE t.invoice_id = invoices.id;
    """
  }

  /// Paid invoices have one successful payment, sometimes after a failed one.
  private var transactions: String {
    """
    INSERT INTO transactions
    SELECT n, v.user_id, v.id, v.total, v.currency, x.status, (ARRAY['visa', 'mastercard', 'amex', 'sepa'])[1 + pg_temp.pick(v.user_id, 140, 4)],
      lpad(pg_temp.pick(v.user_id, 141, 10000)::text, 4, '0'),
      CASE WHEN x.status = 'failed' THEN (ARRAY['card_declined', 'insufficient_funds', 'expired_card', 'processing_error'])
        [1 + pg_temp.pick(n, 142, 4)] END,
      coalesce(v.paid_at, v.issued_on + time '10:00')
        - CASE WHEN x.status = 'failed' THEN interval '2 days' ELSE interval '0' END + pg_temp.pick(n, 143, 3600) * interval '1 second'
    FROM generate_series(1, \(shape.transactions)) AS n
    JOIN invoices AS v ON v.id = 1 + (n - 1) % \(shape.invoices)
    CROSS JOIN LATERAL (
      SELECT CASE WHEN n <= \(shape.invoices) AND v.status = 'paid' THEN 'succeeded' WHEN n > \(shape.invoices) AND pg_temp.pick(n, 144, 30) = 0
        THEN 'refunded' WHEN v.status = 'open' THEN 'pending' ELSE 'failed' END::transaction_status AS status
    ) AS x;
    """
  }
}
