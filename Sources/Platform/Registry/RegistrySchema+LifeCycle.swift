extension RegistrySchema {
  /// Suspending, archiving, expiry, resets, and what a plan allows.
  static let lifeCycle = """
    ALTER TABLE public.platform_tenants DROP CONSTRAINT platform_tenants_status_check;
    ALTER TABLE public.platform_tenants
      ADD CONSTRAINT platform_tenants_status_check CHECK (status IN ('creating', 'loading', 'active', 'suspending', 'suspended',
        'archiving', 'archived', 'restoring', 'deleting', 'deleted')),
      ALTER COLUMN max_databases DROP NOT NULL,
      ALTER COLUMN max_databases SET DEFAULT NULL,
      ADD COLUMN max_connections integer CHECK (max_connections > 0),
      ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now();
    COMMENT ON COLUMN public.platform_tenants.max_databases IS 'Branches the plan allows; NULL for no limit';
    COMMENT ON COLUMN public.platform_tenants.max_storage_mb IS 'Megabytes of all branches together; NULL for no limit';
    COMMENT ON COLUMN public.platform_tenants.max_connections IS 'Sessions of the owner role at a time; NULL for no limit';
    ALTER TABLE public.tenant_branches DROP CONSTRAINT tenant_branches_status_check;
    ALTER TABLE public.tenant_branches
      ADD CONSTRAINT tenant_branches_status_check CHECK (status IN ('creating', 'loading', 'ready', 'resetting', 'suspended',
        'archived', 'deleting')),
      DROP CONSTRAINT tenant_branches_origin_check,
      ADD CONSTRAINT tenant_branches_origin_check CHECK (origin IN ('root', 'head', 'schema', 'unknown')),
      ADD COLUMN expires_at timestamptz,
      ADD COLUMN reset_at timestamptz,
      ADD COLUMN size_bytes bigint,
      ADD COLUMN archived_bytes bigint,
      ADD COLUMN connection_limit integer;
    COMMENT ON COLUMN public.tenant_branches.size_bytes IS 'As last measured: measuring a thousand databases takes seconds';
    COMMENT ON COLUMN public.tenant_branches.archived_bytes IS 'Size of the dump that stands for the database of an archived branch';
    COMMENT ON COLUMN public.tenant_branches.connection_limit IS 'The limit to come back while the database is closed for archiving';
    ALTER TABLE public.operations ADD COLUMN detail text;
    COMMENT ON COLUMN public.operations.detail IS 'What finishing or undoing needs beside the names';
    """
}
