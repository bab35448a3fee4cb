extension DemoTenant {
  var viewSteps: [Step] {
    [
      Step(
        title: "creating views",
        sql: """
          CREATE VIEW active_subscriptions AS
          SELECT s.id, s.user_id, u.email, u.full_name, s.plan_id, p.name AS plan, s.seats, s.price_monthly
          FROM subscriptions AS s JOIN users AS u ON u.id = s.user_id JOIN plans AS p ON p.id = s.plan_id
          WHERE s.status IN ('active', 'trialing');

          CREATE VIEW reporting.server_load AS
          SELECT s.id, s.host, s.region, count(i.id) AS databases, s.max_databases,
            round(100.0 * count(i.id) / s.max_databases, 2) AS percent_used
          FROM shared_servers AS s LEFT JOIN instances AS i ON i.server_id = s.id AND i.status <> 'deleted'
          GROUP BY s.id;

          CREATE VIEW reporting.nearly_full AS
          SELECT i.id, i.name, i.subdomain, u.email, storage_share(i.storage_used_bytes, i.storage_quota_gb) AS share
          FROM instances AS i JOIN users AS u ON u.id = i.user_id
          WHERE i.status = 'running' AND storage_share(i.storage_used_bytes, i.storage_quota_gb) > 0.9;

          CREATE VIEW reporting.daily_usage WITH (security_barrier) AS
          SELECT day, count(*) AS instances, sum(api_requests) AS api_requests, sum(storage_bytes) AS storage_bytes, sum(cost) AS cost
          FROM instance_usage GROUP BY day;

          CREATE MATERIALIZED VIEW reporting.monthly_revenue AS
          SELECT date_trunc('month', created_at AT TIME ZONE 'UTC')::date AS month, currency, count(*) AS payments, sum(amount) AS revenue,
            count(DISTINCT user_id) AS customers
          FROM transactions WHERE status = 'succeeded' GROUP BY 1, 2
          WITH NO DATA;
          CREATE UNIQUE INDEX monthly_revenue_key ON reporting.monthly_revenue (month, currency);
          """)
    ]
  }
}
