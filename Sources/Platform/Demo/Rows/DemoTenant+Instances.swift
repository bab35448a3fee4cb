extension DemoTenant {
  var instanceSteps: [Step] {
    [
      Step(title: "loading servers", sql: Self.servers),
      Step(title: "loading \(shape.instances) instances", sql: instances),
      Step(title: "loading members of instances", sql: members),
      Step(title: "loading backups", sql: backups),
    ]
  }

  private static let servers = """
    INSERT INTO shared_servers
    SELECT i, 'db-' || region || '-' || lpad(i::text, 2, '0') || '.internal', region, '10.20.0.0'::inet + i * 256, 400,
      (ARRAY[500, 1000, 2000])[1 + pg_temp.pick(i, 40, 3)], pg_temp.pick(i, 41, 5) > 0
    FROM generate_series(1, 12) AS i,
      LATERAL (SELECT (ARRAY['eu-central', 'us-east', 'ap-south'])[1 + i % 3] AS region) AS r;
    """

  private var instances: String {
    """
    INSERT INTO instances
    SELECT i, md5('\(name)/instance/' || i)::uuid, u.id, CASE WHEN tier = 'shared' THEN s.id END, word || ' ' || kind,
      lower(word) || '-' || kind || '-' || i, status, tier, s.region, version, quota,
      CASE WHEN status IN ('provisioning', 'failed') THEN 0 ELSE (quota::numeric * 1073741824 * pg_temp.pick(i, 50, 1050) / 1000)::bigint END,
      jsonb_build_object('max_connections', 20 * (1 + pg_temp.pick(i, 51, 10)), 'extensions',
        (ARRAY['["pgcrypto"]', '["postgis", "pgcrypto"]', '[]', '["pg_trgm"]']::jsonb[])[1 + pg_temp.pick(i, 52, 4)],
        'maintenance', jsonb_build_object('day', pg_temp.pick(i, 53, 7), 'hour', pg_temp.pick(i, 54, 24))),
      created, CASE WHEN status = 'deleted' THEN created + (1 + pg_temp.pick(i, 55, 29)) * interval '1 day' END
    FROM generate_series(1, \(shape.instances)) AS i
    JOIN users AS u ON u.id = 1 + pg_temp.pick(i, 56, \(shape.users)) * (1 + pg_temp.pick(i, 57, 100))::bigint / 100
    JOIN shared_servers AS s ON s.id = 1 + pg_temp.pick(i, 58, 12)
    CROSS JOIN LATERAL (
      SELECT (ARRAY['Falcon', 'Osprey', 'Heron', 'Kestrel', 'Merlin', 'Pike', 'Sturgeon', 'Salmon', 'Trout', 'Zander', 'Carp', 'Eel'])
          [1 + pg_temp.pick(i, 59, 12)] AS word,
        (ARRAY['production', 'staging', 'analytics', 'shop', 'api', 'web'])[1 + pg_temp.pick(i, 60, 6)] AS kind,
        CASE WHEN i <= \(shape.measured) THEN 'running'
          ELSE (ARRAY['running', 'running', 'running', 'running', 'running', 'paused', 'paused', 'deleted', 'failed', 'provisioning'])
            [1 + pg_temp.pick(i, 61, 10)] END::instance_status AS status,
        CASE WHEN pg_temp.pick(i, 62, 8) = 0 THEN 'dedicated' ELSE 'shared' END::database_tier AS tier,
        (ARRAY['13.18', '14.15', '15.10', '16.6', '16.6', '17.2'])[1 + pg_temp.pick(i, 63, 6)] AS version,
        u.created_at + pg_temp.pick(i, 64, 29) * interval '1 day' AS created
    ) AS x
    CROSS JOIN LATERAL (
      SELECT CASE tier WHEN 'shared' THEN (ARRAY[1, 5, 25])[1 + pg_temp.pick(i, 65, 3)]
        ELSE (ARRAY[250, 500, 2000])[1 + pg_temp.pick(i, 65, 3)] END AS quota
    ) AS q;
    """
  }

  private var members: String {
    """
    INSERT INTO instance_members
    SELECT DISTINCT ON (i.id, m.user_id) i.id, m.user_id,
      CASE WHEN m.user_id = i.user_id THEN 'owner' ELSE (ARRAY['admin', 'developer', 'viewer'])[1 + pg_temp.pick(i.id * 8 + n, 70, 3)]
        END::user_role,
      CASE WHEN m.user_id <> i.user_id THEN i.user_id END, i.created_at + n * interval '3 hours'
    FROM instances AS i
    CROSS JOIN LATERAL generate_series(0, pg_temp.pick(i.id, 71, 5)) AS n
    CROSS JOIN LATERAL (SELECT CASE WHEN n = 0 THEN i.user_id ELSE 1 + pg_temp.pick(i.id * 8 + n, 72, \(shape.users)) END AS user_id) AS m
    ORDER BY i.id, m.user_id, n;
    """
  }

  private var backups: String {
    """
    INSERT INTO backups
    SELECT b, i.id, (ARRAY['automatic', 'automatic', 'automatic', 'manual', 'before_upgrade'])[1 + pg_temp.pick(b, 80, 5)], y.status,
      CASE WHEN y.status IN ('completed', 'expired') THEN i.storage_used_bytes / 3 + pg_temp.pick(b, 81, 1000000) END,
      CASE WHEN y.status = 'completed' THEN sha256(('\(name)' || b)::bytea) END, started,
      CASE WHEN y.status <> 'in_progress' THEN started + (20 + pg_temp.pick(b, 82, 3000)) * interval '1 second' END,
      CASE WHEN y.status <> 'failed' THEN started + interval '90 days' END
    FROM generate_series(1, \(shape.backups)) AS b
    JOIN instances AS i ON i.id = 1 + pg_temp.pick(b, 83, \(shape.instances))
    CROSS JOIN LATERAL (SELECT pg_temp.present() - pg_temp.pick(b, 84, 15000000) * interval '1 second' AS started) AS x
    CROSS JOIN LATERAL (
      SELECT CASE WHEN started < pg_temp.present() - interval '90 days' THEN 'expired' WHEN pg_temp.pick(b, 85, 40) = 0 THEN 'failed'
        WHEN started > pg_temp.present() - interval '20 minutes' THEN 'in_progress' ELSE 'completed' END::backup_status AS status
    ) AS y;
    """
  }
}
