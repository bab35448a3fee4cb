extension TenantBlueprint {
  /// Profiles and projects that their owners alone see: the usual beginning of an application with accounts.
  static let starter = TenantBlueprint(
    name: "starter",
    stages: [
      .schemas: """
      CREATE SCHEMA auth;
      CREATE SCHEMA storage;
      CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
      RETURN nullif(pg_catalog.current_setting('app.user_id', true), '')::uuid;
      COMMENT ON FUNCTION auth.uid() IS 'The account a request works for; the application sets app.user_id';
      """,
      .tables: """
      CREATE TABLE public.profiles (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text UNIQUE NOT NULL,
        name text,
        avatar_url text,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE public.profiles IS 'One row per account';
      CREATE TABLE public.projects (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        description text,
        owner_id uuid NOT NULL REFERENCES public.profiles ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE public.projects IS 'What an account works on';
      CREATE INDEX projects_owner_idx ON public.projects (owner_id);
      """,
      .security: """
      ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
      ALTER TABLE public.projects ENABLE ROW LEVEL SECURITY;
      """,
      .policies: """
      CREATE POLICY own_profile ON public.profiles FOR SELECT USING (auth.uid() = id);
      CREATE POLICY change_own_profile ON public.profiles FOR UPDATE USING (auth.uid() = id) WITH CHECK (auth.uid() = id);
      CREATE POLICY own_projects ON public.projects FOR SELECT USING (auth.uid() = owner_id);
      CREATE POLICY create_own_projects ON public.projects FOR INSERT WITH CHECK (auth.uid() = owner_id);
      CREATE POLICY change_own_projects ON public.projects FOR UPDATE USING (auth.uid() = owner_id)
        WITH CHECK (auth.uid() = owner_id);
      CREATE POLICY delete_own_projects ON public.projects FOR DELETE USING (auth.uid() = owner_id);
      """,
      .seed: """
      WITH owner AS (
        INSERT INTO public.profiles (email, name) VALUES ('owner@example.com', 'First owner') RETURNING id
      )
      INSERT INTO public.projects (name, description, owner_id)
      SELECT 'First project', 'Shows that the tables work together', id FROM owner;
      """,
    ])
}
