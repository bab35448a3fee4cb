extension DemoTenant {
  var activitySteps: [Step] {
    [
      Step(title: "loading \(shape.measured * shape.days) days of usage", sql: usage),
      Step(title: "loading \(shape.logs) log lines", sql: logs),
      Step(title: "loading events", sql: events),
    ]
  }

  /// Weekdays are busier, instances differ in size by orders of magnitude, and most of them grow.
  private var usage: String {
    """
    INSERT INTO instance_usage
    SELECT i, day, requests, storage, requests * (800 + pg_temp.pick(i, 90, 9000)), hours,
      round((hours * 0.016::double precision + requests * 4e-7::double precision + storage * 3.5e-12::double precision)::numeric, 2)
    FROM generate_series(1, \(shape.measured)) AS i
    CROSS JOIN generate_series(0, \(shape.days - 1)) AS d
    CROSS JOIN LATERAL (
      SELECT pg_temp.present()::date - \(shape.days) + d AS day, i * 1000::bigint + d AS key
    ) AS k
    CROSS JOIN LATERAL (
      SELECT (power(10::double precision, (150 + pg_temp.pick(i, 91, 350)) / 1e2::double precision) * (1 + d * pg_temp.pick(i, 92, 12) / 1e3::double precision)
          * CASE WHEN extract(isodow FROM day) > 5 THEN 0.4::double precision ELSE 1 END * (80 + pg_temp.pick(key, 93, 40)) / 100)::bigint AS requests,
        (power(10::double precision, (700 + pg_temp.pick(i, 94, 300)) / 1e2::double precision) * (1 + d * pg_temp.pick(i, 95, 9) / 1e3::double precision))::bigint AS storage,
        4 + pg_temp.pick(key, 96, 20000) / 1e3::double precision AS hours
    ) AS x;
    """
  }

  private var logs: String {
    """
    WITH words AS (
      SELECT ARRAY['checkpoint complete', 'connection authorized', 'automatic vacuum of table "public.orders"', 'statement finished',
          'replication slot advanced', 'configuration reloaded', 'autoscaler kept 1 worker', 'certificate renewed'] AS calm,
        ARRAY['slow statement', 'connection pool nearly full', 'storage above 90 %', 'retrying webhook', 'deprecated setting used'] AS warning,
        ARRAY['deadlock detected', 'could not write to file: No space left on device', 'canceling statement due to statement timeout',
          'duplicate key value violates unique constraint "orders_pkey"', 'upstream refused the connection'] AS bad
    )
    INSERT INTO instance_logs
    SELECT n, 1 + pg_temp.pick(n, 100, \(shape.instances)), level,
      CASE level WHEN 'warn' THEN warning[1 + pg_temp.pick(n, 102, 5)] WHEN 'error' THEN bad[1 + pg_temp.pick(n, 102, 5)]
        WHEN 'fatal' THEN 'terminating: ' || bad[1 + pg_temp.pick(n, 102, 5)] ELSE calm[1 + pg_temp.pick(n, 102, 8)] END,
      CASE WHEN pg_temp.pick(n, 103, 3) = 0 THEN jsonb_build_object('duration_ms', pg_temp.pick(n, 104, 90000), 'pid',
        1000 + pg_temp.pick(n, 105, 30000), 'request', md5('\(name)' || n)) END,
      timestamptz '2026-01-01 00:00+00' + (n * 15552000.0 / \(shape.logs)) * interval '1 second'
    FROM words, generate_series(1, \(shape.logs)) AS n
    CROSS JOIN LATERAL (
      SELECT CASE WHEN q < 30 THEN 'debug' WHEN q < 80 THEN 'info' WHEN q < 94 THEN 'warn' WHEN q < 99 THEN 'error' ELSE 'fatal' END::log_level
        AS level FROM (SELECT pg_temp.pick(n, 101, 100) AS q) AS p
    ) AS l;
    """
  }

  private var events: String {
    """
    INSERT INTO instance_events
    SELECT n, i.id, CASE WHEN pg_temp.pick(n, 110, 4) > 0 THEN i.user_id END, kind,
      CASE kind WHEN 'created' THEN 'Instance provisioning started' WHEN 'resized' THEN 'Storage raised to ' || i.storage_quota_gb || ' GB'
        WHEN 'upgraded' THEN 'Upgraded to PostgreSQL ' || i.version ELSE NULL END,
      i.created_at + pg_temp.pick(n, 111, 86400 * 30) * interval '1 second'
    FROM generate_series(1, \(shape.events)) AS n
    JOIN instances AS i ON i.id = 1 + pg_temp.pick(n, 112, \(shape.instances))
    CROSS JOIN LATERAL (
      SELECT (ARRAY['created', 'resized', 'upgraded', 'paused', 'resumed', 'backup_restored', 'member_added'])[1 + pg_temp.pick(n, 113, 7)] AS kind
    ) AS k;
    """
  }
}
