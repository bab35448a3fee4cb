extension DemoTenant {
  /// The owner sees all rows; any other role only those of the account named in the setting `app.user_id`.
  var securitySteps: [Step] {
    [
      Step(
        title: "securing rows",
        sql: """
          CREATE FUNCTION app_user_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
          RETURN nullif(current_setting('app.user_id', true), '')::bigint;
          ALTER TABLE users ENABLE ROW LEVEL SECURITY;
          ALTER TABLE instances ENABLE ROW LEVEL SECURITY;
          ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
          ALTER TABLE transactions ENABLE ROW LEVEL SECURITY;
          CREATE POLICY own_account ON users USING (id = app_user_id());
          CREATE POLICY own_or_shared_instances ON instances FOR SELECT USING (
            user_id = app_user_id()
            OR EXISTS (SELECT FROM instance_members AS m WHERE m.instance_id = instances.id AND m.user_id = app_user_id()));
          CREATE POLICY change_own_instances ON instances FOR UPDATE USING (user_id = app_user_id()) WITH CHECK (user_id = app_user_id());
          CREATE POLICY own_invoices ON invoices FOR SELECT USING (user_id = app_user_id());
          CREATE POLICY own_transactions ON transactions FOR SELECT USING (user_id = app_user_id());
          """)
    ]
  }
}
