extension DemoTenant {
  var commentSteps: [Step] {
    [
      Step(
        title: "adding comments",
        sql: """
          COMMENT ON SCHEMA reporting IS 'Views for people who read numbers; nothing here is written to';
          COMMENT ON TABLE plans IS 'What can be bought';
          COMMENT ON COLUMN plans.requests_per_day IS 'NULL means unlimited';
          COMMENT ON TABLE users IS 'Accounts; row-level security shows an account only itself';
          COMMENT ON COLUMN users.preferences IS 'Settings of the web console: theme, digest, beta';
          COMMENT ON COLUMN users.last_login_ip IS 'Kept for 30 days';
          COMMENT ON TABLE subscriptions IS 'Who pays for which plan, and when';
          COMMENT ON COLUMN subscriptions.valid IS 'Open upper bound while the subscription goes on';
          COMMENT ON COLUMN subscriptions.price_monthly IS 'For all seats, yearly prices spread over twelve months';
          COMMENT ON TABLE shared_servers IS 'Servers that hold the databases of the shared tier';
          COMMENT ON TABLE instances IS 'Databases that customers run here';
          COMMENT ON COLUMN instances.public_id IS 'The only identifier customers see';
          COMMENT ON COLUMN instances.server_id IS 'NULL for the dedicated tier';
          COMMENT ON TABLE instance_members IS 'Who may use an instance beside its owner';
          COMMENT ON TABLE instance_usage IS 'One row per instance and day, the base of billing';
          COMMENT ON TABLE instance_logs IS 'Log lines by quarter; old quarters are detached and archived';
          COMMENT ON TABLE instance_events IS 'What happened to an instance, and who did it';
          COMMENT ON TABLE backups IS 'Kept for 90 days';
          COMMENT ON TABLE invoices IS 'The total is the sum of the lines';
          COMMENT ON TABLE invoice_lines IS 'The subscription first, then usage';
          COMMENT ON TABLE transactions IS 'Payments tried, with what became of them';
          COMMENT ON TABLE support_tickets IS 'Questions and complaints';
          COMMENT ON VIEW active_subscriptions IS 'Subscriptions that give access today';
          COMMENT ON VIEW reporting.nearly_full IS 'Running instances above 90 % of their quota';
          COMMENT ON MATERIALIZED VIEW reporting.monthly_revenue IS 'Refreshed every night';
          COMMENT ON FUNCTION storage_share(bigint, integer) IS 'Used part of the quota: 1 is full, more is over it';
          COMMENT ON FUNCTION current_subscription(bigint, date) IS 'The subscription of an account on a day';
          COMMENT ON FUNCTION pause_instance(bigint, text) IS 'Pauses a running instance and notifies the channel "instances"';
          COMMENT ON TYPE instance_status IS 'Life of an instance, in order';
          COMMENT ON DOMAIN email_address IS 'Something with one @ and a dot after it';
          """)
    ]
  }
}
