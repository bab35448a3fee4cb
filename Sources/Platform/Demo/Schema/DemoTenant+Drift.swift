extension DemoTenant {
  /// A tenant that was upgraded by hand once too often: what a schema comparison should find.
  static let driftSteps = [
    Step(
      title: "drifting",
      sql: """
        ALTER TYPE ticket_priority ADD VALUE 'critical';
        ALTER TABLE users ADD COLUMN phone text, ADD COLUMN marketing_consent boolean NOT NULL DEFAULT false;
        ALTER TABLE users DROP COLUMN tags;
        ALTER TABLE plans ALTER COLUMN storage_quota_gb TYPE bigint;
        ALTER TABLE instances RENAME COLUMN subdomain TO hostname;
        ALTER TABLE instances ALTER COLUMN region SET DEFAULT 'eu-central';
        ALTER TABLE support_tickets DROP CONSTRAINT support_tickets_instance_id_fkey;
        DROP INDEX transactions_created_idx;
        CREATE INDEX transactions_user_created_idx ON transactions (user_id, created_at);
        DROP VIEW reporting.daily_usage;
        CREATE TABLE coupons (
          code text PRIMARY KEY,
          percent_off smallint NOT NULL CHECK (percent_off BETWEEN 1 AND 100),
          valid daterange NOT NULL,
          redeemed integer NOT NULL DEFAULT 0
        );
        COMMENT ON TABLE coupons IS 'Added during the spring campaign';
        INSERT INTO coupons VALUES ('SPRING26', 20, '[2026-03-01,2026-04-01)', 143), ('WELCOME', 10, '[2025-01-01,)', 812),
          ('PARTNER50', 50, '[2026-01-01,2027-01-01)', 7);
        CREATE OR REPLACE FUNCTION storage_share(used_bytes bigint, quota_gb integer) RETURNS numeric
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN round(used_bytes / (quota_gb * 1e9), 3);
        ALTER TABLE support_tickets DISABLE ROW LEVEL SECURITY;
        DROP POLICY own_transactions ON transactions;
        """)
  ]
}
