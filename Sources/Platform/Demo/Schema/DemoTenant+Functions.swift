extension DemoTenant {
  var functionSteps: [Step] {
    [
      Step(
        title: "creating functions and triggers",
        sql: """
          CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $body$
          BEGIN
            NEW.updated_at := now();
            RETURN NEW;
          END
          $body$;
          CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

          CREATE FUNCTION storage_share(used_bytes bigint, quota_gb integer) RETURNS numeric
          LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
          RETURN round(used_bytes / (quota_gb * 1073741824.0), 4);

          CREATE FUNCTION current_subscription(account bigint, at date DEFAULT current_date) RETURNS subscriptions
          LANGUAGE sql STABLE STRICT
          BEGIN ATOMIC
            SELECT s.* FROM subscriptions AS s WHERE s.user_id = account AND s.valid @> at ORDER BY s.id LIMIT 1;
          END;

          CREATE FUNCTION usage_between(instance bigint, first_day date, last_day date)
          RETURNS TABLE (day date, api_requests bigint, cost numeric)
          LANGUAGE sql STABLE ROWS 100
          BEGIN ATOMIC
            SELECT u.day, u.api_requests, u.cost FROM instance_usage AS u
            WHERE u.instance_id = instance AND u.day BETWEEN first_day AND last_day ORDER BY u.day;
          END;

          CREATE FUNCTION pause_instance(instance bigint, reason text DEFAULT NULL) RETURNS instance_status LANGUAGE plpgsql AS $body$
          DECLARE
            present instance_status;
          BEGIN
            SELECT status INTO present FROM instances WHERE id = instance FOR UPDATE;
            IF NOT FOUND THEN
              RAISE EXCEPTION 'there is no instance %', instance USING ERRCODE = 'no_data_found';
            ELSIF present <> 'running' THEN
              RAISE EXCEPTION 'instance % is %, not running', instance, present
                USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Only running instances can be paused.';
            END IF;
            UPDATE instances SET status = 'paused' WHERE id = instance;
            INSERT INTO instance_events (instance_id, event_type, description, occurred_at)
            VALUES (instance, 'paused', reason, now());
            PERFORM pg_notify('instances', json_build_object('id', instance, 'status', 'paused')::text);
            RETURN 'paused';
          END
          $body$;

          CREATE PROCEDURE expire_backups(at timestamptz DEFAULT now()) LANGUAGE plpgsql AS $body$
          DECLARE
            changed bigint;
          BEGIN
            UPDATE backups SET status = 'expired' WHERE status = 'completed' AND expires_at < at;
            GET DIAGNOSTICS changed = ROW_COUNT;
            RAISE NOTICE '% backups expired', changed;
          END
          $body$;

          CREATE AGGREGATE product(double precision) (SFUNC = float8mul, STYPE = double precision, INITCOND = '1');
          """)
    ]
  }
}
