extension DemoTenant {
  var accountSteps: [Step] {
    [
      Step(title: "loading plans", sql: Self.plans),
      Step(title: "loading \(shape.users) users", sql: users),
      Step(title: "loading subscriptions", sql: subscriptions),
    ]
  }

  private static let plans = """
    INSERT INTO plans VALUES
      ('hobby', 'Hobby', 0, 0, 'shared', 1, 10000, '{"backups": false, "members": 1}', true),
      ('starter', 'Starter', 9, 90, 'shared', 5, 100000, '{"backups": true, "members": 3}', true),
      ('professional', 'Professional', 39, 390, 'shared', 25, 1000000, '{"backups": true, "members": 10, "branches": 5}', true),
      ('business', 'Business', 149, 1490, 'dedicated', 250, 10000000, '{"backups": true, "members": 50, "branches": 50, "sso": true}', true),
      ('enterprise', 'Enterprise', 899, 8990, 'dedicated', 2000, NULL,
        '{"backups": true, "members": null, "branches": null, "sso": true, "sla": "99.99 %"}', true),
      ('internal', 'Internal', 0, 0, 'shared', 10, NULL, '{"backups": true}', false);
    """

  private var users: String {
    """
    WITH words AS (
      SELECT
        ARRAY['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Margaret', 'Łukasz', 'Zoë', 'José', 'Søren', 'Aïcha', 'Noor', 'Ravi',
          'Mei', '美咲', 'Оля', 'Yusuf', 'Chinwe', 'Ingrid', 'Mateo', 'Priya', 'Tomáš', 'Hana', 'Liam', 'Emma', 'Nguyễn', 'Kwame', 'Sofía',
          'Jürgen', 'Fatima', 'Oskar'] AS first,
        ARRAY['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Hamilton', 'Nowak', 'Müller', 'García', 'Kierkegaard', 'Diallo',
          'Haddad', 'Patel', 'Chen', '佐藤', 'Иванова', 'Demir', 'Okafor', 'Lindqvist', 'Fernández', 'Sharma', 'Novák', 'Kim', 'O''Brien',
          'Smith', 'Trần', 'Mensah', 'Rossi', 'Weiß', 'Zahra', 'Virtanen', 'Dubois', 'de Vries', 'Kowalczyk', 'Santos', 'Andersson'] AS last,
        ARRAY['Initech', 'Umbrella', 'Hooli', 'Stark Industries', 'Wayne Enterprises', 'Wonka & Sons', 'Tyrell', 'Cyberdyne', 'Soylent',
          'Massive Dynamic', 'Aperture', 'Black Mesa', 'Oscorp', 'Vandelay', 'Dunder Mifflin', 'Pied Piper'] AS company,
        ARRAY['Berlin,DE', 'Paris,FR', 'Kraków,PL', 'Lagos,NG', 'São Paulo,BR', 'Toronto,CA', 'Austin,US', 'Tokyo,JP', 'Mumbai,IN',
          'Zürich,CH', 'Nairobi,KE', 'Sydney,AU', 'Madrid,ES', 'Oslo,NO', 'Seoul,KR', 'Leeds,GB'] AS city,
        ARRAY['beta', 'newsletter', 'partner', 'vip', 'student', 'churn-risk'] AS tag
    ), picked AS (
      SELECT i, tag, company[1 + pg_temp.pick(i, 3, 16)] AS company,
        first[1 + pg_temp.pick(i, 1, 32)] || ' ' || last[1 + pg_temp.pick(i, 2, 37)] AS full_name,
        string_to_array(city[1 + pg_temp.pick(i, 4, 16)], ',') AS city,
        pg_temp.present() - (pg_temp.pick(i, 5, 1000) + 30) * interval '1 day' - pg_temp.pick(i, 6, 86400) * interval '1 second' AS created
      FROM words, generate_series(1, \(shape.users)) AS i
    )
    INSERT INTO users (id, email, full_name, company, role, address, preferences, tags, is_verified, last_login_at, last_login_ip,
      created_at, updated_at)
    SELECT i, 'user' || i || '@' || regexp_replace(lower(company), '[^a-z]+', '-', 'g') || '.example', full_name,
      CASE WHEN pg_temp.pick(i, 7, 10) > 2 THEN company END,
      (ARRAY['owner', 'admin', 'developer', 'developer', 'developer', 'viewer']::user_role[])[1 + pg_temp.pick(i, 8, 6)],
      CASE WHEN pg_temp.pick(i, 9, 4) > 0 THEN
        ROW(1 + pg_temp.pick(i, 10, 240) || ' Main Street', city[1], lpad(pg_temp.pick(i, 11, 99999)::text, 5, '0'), city[2])::postal_address
      END,
      jsonb_build_object('theme', (ARRAY['dark', 'light', 'system'])[1 + pg_temp.pick(i, 12, 3)], 'beta', pg_temp.pick(i, 13, 5) = 0,
        'digest', (ARRAY['daily', 'weekly', 'never'])[1 + pg_temp.pick(i, 14, 3)]),
      CASE pg_temp.pick(i, 15, 3) WHEN 0 THEN '{}'::text[] WHEN 1 THEN tag[1 + pg_temp.pick(i, 16, 6):1 + pg_temp.pick(i, 16, 6)]
        ELSE tag[1 + pg_temp.pick(i, 16, 3):2 + pg_temp.pick(i, 16, 3)] END,
      pg_temp.pick(i, 17, 10) > 0,
      CASE WHEN pg_temp.pick(i, 18, 12) > 0 THEN pg_temp.present() - pg_temp.pick(i, 19, 2500000) * interval '1 second' END,
      CASE WHEN pg_temp.pick(i, 18, 12) > 0 THEN '10.0.0.0'::inet + pg_temp.pick(i, 20, 16000000) END,
      created, created + pg_temp.pick(i, 21, 29) * interval '1 day'
    FROM picked;
    """
  }

  /// Every user has a current subscription; one in five also has an earlier one.
  private var subscriptions: String {
    """
    INSERT INTO subscriptions (id, user_id, plan_id, status, interval, seats, price_monthly, valid, stripe_subscription_id, canceled_at,
      created_at)
    SELECT i, u.id, p.id, s.status, CASE WHEN pg_temp.pick(i, 31, 3) = 0 THEN 'year' ELSE 'month' END::billing_interval, n.seats,
      CASE WHEN pg_temp.pick(i, 31, 3) = 0 THEN round(p.price_yearly / 12, 2) ELSE p.price_monthly END * n.seats,
      daterange(u.created_at::date, CASE WHEN s.status = 'canceled' THEN s.ended END),
      CASE WHEN p.price_monthly > 0 THEN 'sub_' || substr(md5('\(name)' || i), 1, 14) END,
      CASE WHEN s.status = 'canceled' THEN s.ended + time '12:00' END, u.created_at
    FROM generate_series(1, \(shape.users + shape.users / 5)) AS i
    JOIN users AS u ON u.id = CASE WHEN i <= \(shape.users) THEN i ELSE (i - \(shape.users)) * 5 END
    JOIN plans AS p ON p.id = (ARRAY['hobby', 'hobby', 'hobby', 'starter', 'starter', 'starter', 'professional', 'professional', 'business',
      'enterprise', 'internal'])[1 + pg_temp.pick(i, 32, CASE WHEN u.id <= 40 THEN 11 ELSE 10 END)]
    CROSS JOIN LATERAL (
      SELECT CASE WHEN i > \(shape.users) THEN 'canceled'
          ELSE (ARRAY['active', 'active', 'active', 'active', 'active', 'active', 'trialing', 'past_due', 'canceled', 'unpaid'])
            [1 + pg_temp.pick(i, 33, 10)] END::subscription_status AS status,
        u.created_at::date + 7 + pg_temp.pick(i, 34, 23) AS ended
    ) AS s
    CROSS JOIN LATERAL (SELECT CASE WHEN p.tier = 'dedicated' THEN 5 + pg_temp.pick(i, 35, 45) ELSE 1 + pg_temp.pick(i, 35, 4) END AS seats) AS n;
    """
  }
}
