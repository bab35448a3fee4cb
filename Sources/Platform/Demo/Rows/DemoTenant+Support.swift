extension DemoTenant {
  var supportSteps: [Step] { [Step(title: "loading support tickets", sql: tickets)] }

  private var tickets: String {
    """
    INSERT INTO support_tickets (id, user_id, instance_id, priority, subject, body, opened_at, closed_at)
    SELECT n, u, CASE WHEN pg_temp.pick(n, 150, 3) > 0 THEN 1 + pg_temp.pick(n, 151, \(shape.instances)) END,
      (ARRAY['low', 'normal', 'normal', 'normal', 'high', 'urgent']::ticket_priority[])[1 + pg_temp.pick(n, 152, 6)],
      (ARRAY['Cannot connect after the upgrade', 'How do I rotate the password?', 'Invoice shows the wrong VAT number', 'Queries are slow since Monday',
        'Please raise the storage quota', 'Restore a table from yesterday''s backup', 'Branch creation hangs', 'SSO login loops',
        'Is point-in-time recovery included?', 'Webhook delivered twice'])[1 + pg_temp.pick(n, 153, 10)],
      E'Hello,\\n\\nthis started ' || 1 + pg_temp.pick(n, 154, 9) || E' days ago on ' || (ARRAY['production', 'staging', 'both'])
        [1 + pg_temp.pick(n, 155, 3)] || E'.\\nNothing changed on our side.\\n\\nThanks!',
      opened, CASE WHEN pg_temp.pick(n, 156, 8) > 0 THEN opened + (300 + pg_temp.pick(n, 157, 900000)) * interval '1 second' END
    FROM generate_series(1, \(shape.tickets)) AS n
    CROSS JOIN LATERAL (
      SELECT 1 + pg_temp.pick(n, 158, \(shape.users)) AS u, pg_temp.present() - (900000 + pg_temp.pick(n, 159, 20000000)) * interval '1 second' AS opened
    ) AS x;
    """
  }
}
