/// The tables of the registry database, as migrations: each is applied once, in order, in one transaction.
enum RegistrySchema {
  static let database = "perch_platform"
  /// The group every tenant's owner role belongs to: it may read the registry, each role its own rows.
  static let members = "perch_tenants"

  static let migrations = [tenants, branches, journal, security, lifeCycle]

  private static let tenants = """
    CREATE TABLE public.platform_tenants (
      id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
      name text NOT NULL UNIQUE,
      owner_role text NOT NULL UNIQUE,
      plan_type text NOT NULL DEFAULT 'free' CHECK (plan_type IN ('free', 'pro', 'team', 'enterprise')),
      status text NOT NULL DEFAULT 'creating'
        CHECK (status IN ('creating', 'loading', 'active', 'suspended', 'deleting', 'deleted')),
      max_databases integer NOT NULL DEFAULT 100 CHECK (max_databases > 0),
      max_storage_mb integer,
      max_requests_per_day integer,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE public.platform_tenants IS 'One row per tenant: a family of databases with one owner role';
    CREATE TABLE public.tenant_permissions (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      tenant_id text NOT NULL REFERENCES public.platform_tenants ON DELETE CASCADE,
      member_role text NOT NULL,
      role text NOT NULL DEFAULT 'developer' CHECK (role IN ('owner', 'admin', 'developer', 'viewer')),
      granted_by text NOT NULL DEFAULT current_user,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (tenant_id, member_role)
    );
    COMMENT ON TABLE public.tenant_permissions IS 'Which database role may do what in a tenant';
    CREATE INDEX tenant_permissions_member_idx ON public.tenant_permissions (member_role);
    CREATE TABLE public.tenant_usage (
      tenant_id text NOT NULL REFERENCES public.platform_tenants ON DELETE CASCADE,
      day date NOT NULL DEFAULT current_date,
      api_requests bigint NOT NULL DEFAULT 0,
      query_executions bigint NOT NULL DEFAULT 0,
      storage_used_mb numeric NOT NULL DEFAULT 0,
      bandwidth_used_mb numeric NOT NULL DEFAULT 0,
      PRIMARY KEY (tenant_id, day)
    );
    COMMENT ON TABLE public.tenant_usage IS 'What a tenant used, by day';
    """

  private static let branches = """
    CREATE TABLE public.tenant_branches (
      id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
      tenant_id text NOT NULL REFERENCES public.platform_tenants ON DELETE CASCADE,
      name text NOT NULL,
      database_name text NOT NULL UNIQUE,
      parent_id text REFERENCES public.tenant_branches ON DELETE SET NULL,
      origin text NOT NULL DEFAULT 'head' CHECK (origin IN ('root', 'head', 'schema')),
      origin_name text,
      is_default boolean NOT NULL DEFAULT false,
      is_protected boolean NOT NULL DEFAULT false,
      status text NOT NULL DEFAULT 'creating' CHECK (status IN ('creating', 'loading', 'ready', 'deleting')),
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (tenant_id, name)
    );
    COMMENT ON TABLE public.tenant_branches IS 'One row per database of a tenant';
    COMMENT ON COLUMN public.tenant_branches.origin_name IS 'Name of the parent when the copy was made';
    CREATE UNIQUE INDEX tenant_branches_default_key ON public.tenant_branches (tenant_id) WHERE is_default;
    """

  private static let journal = """
    CREATE TABLE public.operations (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL,
      tenant text NOT NULL,
      branch text,
      step text NOT NULL DEFAULT 'begun',
      state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'succeeded', 'failed', 'cancelled')),
      error text,
      started_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz
    );
    COMMENT ON TABLE public.operations IS 'Changes of several steps: what is pending and not being worked on is undone or finished';
    CREATE INDEX operations_pending_idx ON public.operations (tenant) WHERE state = 'pending';
    CREATE TABLE public.audit (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      actor text NOT NULL DEFAULT session_user,
      action text NOT NULL,
      tenant text NOT NULL,
      branch text,
      outcome text NOT NULL
    );
    COMMENT ON TABLE public.audit IS 'Who changed what; only added to';
    CREATE INDEX audit_tenant_idx ON public.audit (tenant, at);
    """

  private static let security = """
    ALTER TABLE public.platform_tenants ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.tenant_permissions ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.tenant_usage ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.tenant_branches ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.operations ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.audit ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_permissions ON public.tenant_permissions FOR SELECT USING (member_role = current_user);
    CREATE POLICY permitted_tenants ON public.platform_tenants FOR SELECT USING (
      owner_role = current_user OR id IN (SELECT tenant_id FROM public.tenant_permissions WHERE member_role = current_user));
    CREATE POLICY permitted_usage ON public.tenant_usage FOR SELECT USING (tenant_id IN (SELECT id FROM public.platform_tenants));
    CREATE POLICY permitted_branches ON public.tenant_branches FOR SELECT USING (tenant_id IN (SELECT id FROM public.platform_tenants));
    CREATE POLICY permitted_operations ON public.operations FOR SELECT USING (tenant IN (SELECT name FROM public.platform_tenants));
    CREATE POLICY permitted_audit ON public.audit FOR SELECT USING (tenant IN (SELECT name FROM public.platform_tenants));
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO \(members);
    GRANT SELECT ON public.platform_tenants, public.tenant_permissions, public.tenant_usage, public.tenant_branches, public.operations,
      public.audit TO \(members);
    """
}
