extension DemoTenant {
  var typeSteps: [Step] {
    [
      Step(
        title: "creating types",
        sql: """
          CREATE SCHEMA reporting;
          CREATE TYPE user_role AS ENUM ('owner', 'admin', 'developer', 'viewer');
          CREATE TYPE subscription_status AS ENUM ('trialing', 'active', 'past_due', 'canceled', 'unpaid');
          CREATE TYPE billing_interval AS ENUM ('month', 'year');
          CREATE TYPE instance_status AS ENUM ('provisioning', 'running', 'paused', 'failed', 'deleted');
          CREATE TYPE database_tier AS ENUM ('shared', 'dedicated');
          CREATE TYPE log_level AS ENUM ('debug', 'info', 'warn', 'error', 'fatal');
          CREATE TYPE transaction_status AS ENUM ('pending', 'succeeded', 'failed', 'refunded');
          CREATE TYPE invoice_status AS ENUM ('draft', 'open', 'paid', 'void', 'uncollectible');
          CREATE TYPE backup_status AS ENUM ('in_progress', 'completed', 'failed', 'expired');
          CREATE TYPE ticket_priority AS ENUM ('low', 'normal', 'high', 'urgent');
          CREATE DOMAIN email_address AS text
            CONSTRAINT looks_like_an_address CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$');
          CREATE DOMAIN money_amount AS numeric(12, 2);
          CREATE TYPE postal_address AS (street text, city text, postcode text, country character(2));
          """)
    ]
  }
}
