extension DemoTenant {
  var constraintSteps: [Step] {
    [
      Step(title: "adding keys", sql: Self.keys),
      Step(title: "adding foreign keys", sql: Self.foreignKeys),
      Step(title: "adding indexes", sql: Self.indexes),
      Step(title: "setting sequences", sql: Self.sequences),
    ]
  }

  private static let keys = """
    ALTER TABLE users ADD PRIMARY KEY (id), ADD CONSTRAINT users_email_key UNIQUE (email);
    ALTER TABLE subscriptions ADD PRIMARY KEY (id);
    ALTER TABLE support_tickets ADD PRIMARY KEY (id);
    ALTER TABLE instances ADD PRIMARY KEY (id), ADD CONSTRAINT instances_public_id_key UNIQUE (public_id),
      ADD CONSTRAINT instances_subdomain_key UNIQUE (subdomain);
    ALTER TABLE instance_members ADD PRIMARY KEY (instance_id, user_id);
    ALTER TABLE instance_usage ADD PRIMARY KEY (instance_id, day);
    ALTER TABLE instance_logs ADD PRIMARY KEY (id, created_at);
    ALTER TABLE instance_events ADD PRIMARY KEY (id);
    ALTER TABLE backups ADD PRIMARY KEY (id);
    ALTER TABLE invoices ADD PRIMARY KEY (id), ADD CONSTRAINT invoices_number_key UNIQUE (number);
    ALTER TABLE invoice_lines ADD PRIMARY KEY (invoice_id, line);
    ALTER TABLE transactions ADD PRIMARY KEY (id);
    """

  private static let foreignKeys = """
    ALTER TABLE subscriptions ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE, ADD FOREIGN KEY (plan_id) REFERENCES plans;
    ALTER TABLE instances ADD FOREIGN KEY (user_id) REFERENCES users, ADD FOREIGN KEY (server_id) REFERENCES shared_servers;
    ALTER TABLE instance_members ADD FOREIGN KEY (instance_id) REFERENCES instances ON DELETE CASCADE,
      ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE, ADD FOREIGN KEY (invited_by) REFERENCES users ON DELETE SET NULL;
    ALTER TABLE instance_usage ADD FOREIGN KEY (instance_id) REFERENCES instances ON DELETE CASCADE;
    ALTER TABLE instance_logs ADD FOREIGN KEY (instance_id) REFERENCES instances ON DELETE CASCADE;
    ALTER TABLE instance_events ADD FOREIGN KEY (instance_id) REFERENCES instances ON DELETE CASCADE,
      ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE SET NULL;
    ALTER TABLE backups ADD FOREIGN KEY (instance_id) REFERENCES instances ON DELETE CASCADE;
    ALTER TABLE invoices ADD FOREIGN KEY (user_id) REFERENCES users, ADD FOREIGN KEY (subscription_id) REFERENCES subscriptions;
    ALTER TABLE invoice_lines ADD FOREIGN KEY (invoice_id) REFERENCES invoices ON DELETE CASCADE;
    ALTER TABLE transactions ADD FOREIGN KEY (user_id) REFERENCES users, ADD FOREIGN KEY (invoice_id) REFERENCES invoices;
    ALTER TABLE support_tickets ADD FOREIGN KEY (user_id) REFERENCES users,
      ADD FOREIGN KEY (instance_id) REFERENCES instances ON DELETE SET NULL;
    """

  private static let indexes = """
    CREATE INDEX users_lower_name_idx ON users (lower(full_name));
    CREATE INDEX users_tags_idx ON users USING gin (tags);
    CREATE INDEX subscriptions_user_idx ON subscriptions (user_id);
    CREATE INDEX subscriptions_active_idx ON subscriptions (plan_id) WHERE status IN ('active', 'trialing');
    CREATE INDEX subscriptions_valid_idx ON subscriptions USING gist (valid);
    CREATE INDEX instances_user_idx ON instances (user_id);
    CREATE INDEX instances_status_idx ON instances (status) INCLUDE (region, tier);
    CREATE INDEX instances_config_idx ON instances USING gin (config jsonb_path_ops);
    CREATE INDEX instance_members_user_idx ON instance_members (user_id);
    CREATE INDEX instance_usage_day_idx ON instance_usage USING brin (day);
    CREATE INDEX instance_logs_instance_idx ON instance_logs (instance_id, created_at DESC);
    CREATE INDEX instance_events_instance_idx ON instance_events (instance_id);
    CREATE INDEX backups_instance_idx ON backups (instance_id, started_at DESC);
    CREATE INDEX invoices_user_idx ON invoices (user_id, issued_on);
    CREATE INDEX invoices_open_idx ON invoices (due_on) WHERE status = 'open';
    CREATE INDEX transactions_invoice_idx ON transactions (invoice_id);
    CREATE INDEX transactions_created_idx ON transactions (created_at);
    CREATE INDEX support_tickets_user_idx ON support_tickets (user_id);
    """

  private static let sequences = """
    SELECT setval(pg_get_serial_sequence('users', 'id'), max(id)) FROM users;
    SELECT setval(pg_get_serial_sequence('subscriptions', 'id'), max(id)) FROM subscriptions;
    SELECT setval(pg_get_serial_sequence('instances', 'id'), max(id)) FROM instances;
    SELECT setval(pg_get_serial_sequence('instance_logs', 'id'), max(id)) FROM instance_logs;
    SELECT setval(pg_get_serial_sequence('instance_events', 'id'), max(id)) FROM instance_events;
    SELECT setval(pg_get_serial_sequence('backups', 'id'), max(id)) FROM backups;
    SELECT setval(pg_get_serial_sequence('invoices', 'id'), max(id)) FROM invoices;
    SELECT setval(pg_get_serial_sequence('transactions', 'id'), max(id)) FROM transactions;
    SELECT setval(pg_get_serial_sequence('support_tickets', 'id'), max(id)) FROM support_tickets;
    """
}
