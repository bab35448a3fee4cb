import Database

/// The server's own functions that people call by name, for completing without a server: `name(arguments) result`, as PostgreSQL 15
/// lists them.
enum BuiltinFunctions {
  static func functions() -> [Catalog.Function] {
    text.split(separator: "\n").compactMap { line in
      guard let open = line.firstIndex(of: "("), let close = end(of: line[open...]) else { return nil }
      let name = String(line[..<open])
      return Catalog.Function(
        schema: "pg_catalog", name: name, arguments: String(line[line.index(after: open)..<close]),
        result: String(line[close...].dropFirst(2)), kind: aggregates.contains(name) ? .aggregate : .function)
    }
  }

  /// The parenthesis that closes the first one.
  private static func end(of text: Substring) -> Substring.Index? {
    var depth = 0
    return text.indices.first { place in
      if text[place] == "(" { depth += 1 }
      if text[place] == ")" { depth -= 1 }
      return depth == 0
    }
  }

  private static let aggregates: Set<String> = [
    "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count", "covar_pop",
    "covar_samp", "every", "json_agg", "json_object_agg", "jsonb_agg", "jsonb_object_agg", "max", "min",
    "mode", "percentile_cont", "percentile_disc", "range_agg", "range_intersect_agg", "regr_avgx",
    "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy",
    "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum", "var_pop", "var_samp", "variance", "xmlagg",
  ]

  private static let text = """
    abs(bigint) bigint
    abs(float8) float8
    abs(integer) integer
    abs(numeric) numeric
    abs(real) real
    abs(smallint) smallint
    acos(float8) float8
    acosd(float8) float8
    acosh(float8) float8
    age(timestamptz) interval
    age(timestamptz, timestamptz) interval
    age(timestamp) interval
    age(timestamp, timestamp) interval
    age(xid) integer
    area(box) float8
    area(circle) float8
    area(path) float8
    array_agg(anyarray) anyarray
    array_agg(anynonarray) anyarray
    array_append(anycompatiblearray, anycompatible) anycompatiblearray
    array_dims(anyarray) text
    array_fill(anyelement, integer[]) anyarray
    array_fill(anyelement, integer[], integer[]) anyarray
    array_length(anyarray, integer) integer
    array_lower(anyarray, integer) integer
    array_ndims(anyarray) integer
    array_position(anycompatiblearray, anycompatible) integer
    array_position(anycompatiblearray, anycompatible, integer) integer
    array_positions(anycompatiblearray, anycompatible) integer[]
    array_prepend(anycompatible, anycompatiblearray) anycompatiblearray
    array_remove(anycompatiblearray, anycompatible) anycompatiblearray
    array_replace(anycompatiblearray, anycompatible, anycompatible) anycompatiblearray
    array_to_json(anyarray) json
    array_to_json(anyarray, boolean) json
    array_to_string(anyarray, text) text
    array_to_string(anyarray, text, text) text
    array_to_tsvector(text[]) tsvector
    array_upper(anyarray, integer) integer
    ascii(text) integer
    asin(float8) float8
    asind(float8) float8
    asinh(float8) float8
    atan(float8) float8
    atan2(float8, float8) float8
    atan2d(float8, float8) float8
    atand(float8) float8
    atanh(float8) float8
    avg(bigint) numeric
    avg(float8) float8
    avg(integer) numeric
    avg(interval) interval
    avg(numeric) numeric
    avg(real) float8
    avg(smallint) numeric
    bit_and(bigint) bigint
    bit_and(bit) bit
    bit_and(integer) integer
    bit_and(smallint) smallint
    bit_count(bit) bigint
    bit_count(bytea) bigint
    bit_length(bit) integer
    bit_length(bytea) integer
    bit_length(text) integer
    bit_or(bigint) bigint
    bit_or(bit) bit
    bit_or(integer) integer
    bit_or(smallint) smallint
    bit_xor(bigint) bigint
    bit_xor(bit) bit
    bit_xor(integer) integer
    bit_xor(smallint) smallint
    bool_and(boolean) boolean
    bool_or(boolean) boolean
    bound_box(box, box) box
    btrim(bytea, bytea) bytea
    btrim(text) text
    btrim(text, text) text
    cardinality(anyarray) integer
    cbrt(float8) float8
    ceil(float8) float8
    ceil(numeric) numeric
    ceiling(float8) float8
    ceiling(numeric) numeric
    center(box) point
    center(circle) point
    char_length(character) integer
    char_length(text) integer
    character_length(character) integer
    character_length(text) integer
    chr(integer) text
    clock_timestamp() timestamptz
    col_description(oid, integer) text
    concat(VARIADIC "any") text
    concat_ws(text, VARIADIC "any") text
    convert_from(bytea, name) text
    convert_to(text, name) bytea
    corr(float8, float8) float8
    cos(float8) float8
    cosd(float8) float8
    cosh(float8) float8
    cot(float8) float8
    cotd(float8) float8
    count("any") bigint
    count() bigint
    covar_pop(float8, float8) float8
    covar_samp(float8, float8) float8
    cume_dist() float8
    cume_dist(VARIADIC "any" ORDER BY VARIADIC "any") float8
    current_database() name
    current_query() text
    current_schema() name
    current_schemas(boolean) name[]
    current_setting(text) text
    current_setting(text, boolean) text
    current_user() name
    currval(regclass) bigint
    cursor_to_xml(cursor refcursor, count integer, nulls boolean, tableforest boolean, targetns text) xml
    date_bin(interval, timestamptz, timestamptz) timestamptz
    date_bin(interval, timestamp, timestamp) timestamp
    date_part(text, date) float8
    date_part(text, interval) float8
    date_part(text, timetz) float8
    date_part(text, time) float8
    date_part(text, timestamptz) float8
    date_part(text, timestamp) float8
    date_trunc(text, interval) interval
    date_trunc(text, timestamptz) timestamptz
    date_trunc(text, timestamptz, text) timestamptz
    date_trunc(text, timestamp) timestamp
    datemultirange() datemultirange
    datemultirange(VARIADIC daterange[]) datemultirange
    datemultirange(daterange) datemultirange
    daterange(date, date) daterange
    daterange(date, date, text) daterange
    decode(text, text) bytea
    degrees(float8) float8
    dense_rank() bigint
    dense_rank(VARIADIC "any" ORDER BY VARIADIC "any") bigint
    diagonal(box) lseg
    diameter(circle) float8
    div(numeric, numeric) numeric
    encode(bytea, text) text
    enum_first(anyenum) anyenum
    enum_last(anyenum) anyenum
    enum_range(anyenum) anyarray
    enum_range(anyenum, anyenum) anyarray
    every(boolean) boolean
    exp(float8) float8
    exp(numeric) numeric
    extract(text, date) numeric
    extract(text, interval) numeric
    extract(text, timetz) numeric
    extract(text, time) numeric
    extract(text, timestamptz) numeric
    extract(text, timestamp) numeric
    factorial(bigint) numeric
    first_value(anyelement) anyelement
    floor(float8) float8
    floor(numeric) numeric
    format(text) text
    format(text, VARIADIC "any") text
    format_type(oid, integer) text
    gcd(bigint, bigint) bigint
    gcd(integer, integer) integer
    gcd(numeric, numeric) numeric
    gen_random_uuid() uuid
    generate_series(bigint, bigint) SETOF bigint
    generate_series(bigint, bigint, bigint) SETOF bigint
    generate_series(integer, integer) SETOF integer
    generate_series(integer, integer, integer) SETOF integer
    generate_series(numeric, numeric) SETOF numeric
    generate_series(numeric, numeric, numeric) SETOF numeric
    generate_series(timestamptz, timestamptz, interval) SETOF timestamptz
    generate_series(timestamp, timestamp, interval) SETOF timestamp
    generate_subscripts(anyarray, integer) SETOF integer
    generate_subscripts(anyarray, integer, boolean) SETOF integer
    get_bit(bit, integer) integer
    get_bit(bytea, bigint) integer
    get_byte(bytea, integer) integer
    get_current_ts_config() regconfig
    getdatabaseencoding() name
    has_any_column_privilege(name, oid, text) boolean
    has_any_column_privilege(name, text, text) boolean
    has_any_column_privilege(oid, oid, text) boolean
    has_any_column_privilege(oid, text) boolean
    has_any_column_privilege(oid, text, text) boolean
    has_any_column_privilege(text, text) boolean
    has_column_privilege(name, oid, smallint, text) boolean
    has_column_privilege(name, oid, text, text) boolean
    has_column_privilege(name, text, smallint, text) boolean
    has_column_privilege(name, text, text, text) boolean
    has_column_privilege(oid, oid, smallint, text) boolean
    has_column_privilege(oid, oid, text, text) boolean
    has_column_privilege(oid, smallint, text) boolean
    has_column_privilege(oid, text, smallint, text) boolean
    has_column_privilege(oid, text, text) boolean
    has_column_privilege(oid, text, text, text) boolean
    has_column_privilege(text, smallint, text) boolean
    has_column_privilege(text, text, text) boolean
    has_database_privilege(name, oid, text) boolean
    has_database_privilege(name, text, text) boolean
    has_database_privilege(oid, oid, text) boolean
    has_database_privilege(oid, text) boolean
    has_database_privilege(oid, text, text) boolean
    has_database_privilege(text, text) boolean
    has_function_privilege(name, oid, text) boolean
    has_function_privilege(name, text, text) boolean
    has_function_privilege(oid, oid, text) boolean
    has_function_privilege(oid, text) boolean
    has_function_privilege(oid, text, text) boolean
    has_function_privilege(text, text) boolean
    has_language_privilege(name, oid, text) boolean
    has_language_privilege(name, text, text) boolean
    has_language_privilege(oid, oid, text) boolean
    has_language_privilege(oid, text) boolean
    has_language_privilege(oid, text, text) boolean
    has_language_privilege(text, text) boolean
    has_parameter_privilege(name, text, text) boolean
    has_parameter_privilege(oid, text, text) boolean
    has_parameter_privilege(text, text) boolean
    has_schema_privilege(name, oid, text) boolean
    has_schema_privilege(name, text, text) boolean
    has_schema_privilege(oid, oid, text) boolean
    has_schema_privilege(oid, text) boolean
    has_schema_privilege(oid, text, text) boolean
    has_schema_privilege(text, text) boolean
    has_sequence_privilege(name, oid, text) boolean
    has_sequence_privilege(name, text, text) boolean
    has_sequence_privilege(oid, oid, text) boolean
    has_sequence_privilege(oid, text) boolean
    has_sequence_privilege(oid, text, text) boolean
    has_sequence_privilege(text, text) boolean
    has_server_privilege(name, oid, text) boolean
    has_server_privilege(name, text, text) boolean
    has_server_privilege(oid, oid, text) boolean
    has_server_privilege(oid, text) boolean
    has_server_privilege(oid, text, text) boolean
    has_server_privilege(text, text) boolean
    has_table_privilege(name, oid, text) boolean
    has_table_privilege(name, text, text) boolean
    has_table_privilege(oid, oid, text) boolean
    has_table_privilege(oid, text) boolean
    has_table_privilege(oid, text, text) boolean
    has_table_privilege(text, text) boolean
    has_tablespace_privilege(name, oid, text) boolean
    has_tablespace_privilege(name, text, text) boolean
    has_tablespace_privilege(oid, oid, text) boolean
    has_tablespace_privilege(oid, text) boolean
    has_tablespace_privilege(oid, text, text) boolean
    has_tablespace_privilege(text, text) boolean
    has_type_privilege(name, oid, text) boolean
    has_type_privilege(name, text, text) boolean
    has_type_privilege(oid, oid, text) boolean
    has_type_privilege(oid, text) boolean
    has_type_privilege(oid, text, text) boolean
    has_type_privilege(text, text) boolean
    hashtext(text) integer
    height(box) float8
    host(inet) text
    hostmask(inet) inet
    inet_client_addr() inet
    inet_server_addr() inet
    initcap(text) text
    int4range(integer, integer) int4range
    int4range(integer, integer, text) int4range
    int8range(bigint, bigint) int8range
    int8range(bigint, bigint, text) int8range
    is_normalized(text, text DEFAULT 'NFC'::text) boolean
    isclosed(path) boolean
    isempty(anymultirange) boolean
    isempty(anyrange) boolean
    isfinite(date) boolean
    isfinite(interval) boolean
    isfinite(timestamptz) boolean
    isfinite(timestamp) boolean
    isopen(path) boolean
    json_agg(anyelement) json
    json_array_elements(from_json json, OUT value json) SETOF json
    json_array_elements_text(from_json json, OUT value text) SETOF text
    json_array_length(json) integer
    json_build_array() json
    json_build_array(VARIADIC "any") json
    json_build_object() json
    json_build_object(VARIADIC "any") json
    json_each(from_json json, OUT key text, OUT value json) SETOF record
    json_each_text(from_json json, OUT key text, OUT value text) SETOF record
    json_extract_path(from_json json, VARIADIC path_elems text[]) json
    json_extract_path_text(from_json json, VARIADIC path_elems text[]) text
    json_object(text[]) json
    json_object(text[], text[]) json
    json_object_agg("any", "any") json
    json_object_keys(json) SETOF text
    json_populate_record(base anyelement, from_json json, use_json_as_text boolean DEFAULT false) anyelement
    json_populate_recordset(base anyelement, from_json json, use_json_as_text boolean DEFAULT false) SETOF \
    anyelement
    json_strip_nulls(json) json
    json_to_record(json) record
    json_to_recordset(json) SETOF record
    json_to_tsvector(json, jsonb) tsvector
    json_to_tsvector(regconfig, json, jsonb) tsvector
    json_typeof(json) text
    jsonb_agg(anyelement) jsonb
    jsonb_array_elements(from_json jsonb, OUT value jsonb) SETOF jsonb
    jsonb_array_elements_text(from_json jsonb, OUT value text) SETOF text
    jsonb_array_length(jsonb) integer
    jsonb_build_array() jsonb
    jsonb_build_array(VARIADIC "any") jsonb
    jsonb_build_object() jsonb
    jsonb_build_object(VARIADIC "any") jsonb
    jsonb_each(from_json jsonb, OUT key text, OUT value jsonb) SETOF record
    jsonb_each_text(from_json jsonb, OUT key text, OUT value text) SETOF record
    jsonb_extract_path(from_json jsonb, VARIADIC path_elems text[]) jsonb
    jsonb_extract_path_text(from_json jsonb, VARIADIC path_elems text[]) text
    jsonb_insert(jsonb_in jsonb, path text[], replacement jsonb, insert_after boolean DEFAULT false) jsonb
    jsonb_object(text[]) jsonb
    jsonb_object(text[], text[]) jsonb
    jsonb_object_agg("any", "any") jsonb
    jsonb_object_keys(jsonb) SETOF text
    jsonb_path_exists(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT false) \
    boolean
    jsonb_path_exists_tz(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT false) \
    boolean
    jsonb_path_match(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT false) \
    boolean
    jsonb_path_match_tz(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT false) \
    boolean
    jsonb_path_query(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT false) \
    SETOF jsonb
    jsonb_path_query_array(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT \
    false) jsonb
    jsonb_path_query_array_tz(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT \
    false) jsonb
    jsonb_path_query_first(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT \
    false) jsonb
    jsonb_path_query_first_tz(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT \
    false) jsonb
    jsonb_path_query_tz(target jsonb, path jsonpath, vars jsonb DEFAULT '{}'::jsonb, silent boolean DEFAULT false) \
    SETOF jsonb
    jsonb_populate_record(anyelement, jsonb) anyelement
    jsonb_populate_recordset(anyelement, jsonb) SETOF anyelement
    jsonb_pretty(jsonb) text
    jsonb_set(jsonb_in jsonb, path text[], replacement jsonb, create_if_missing boolean DEFAULT true) jsonb
    jsonb_set_lax(jsonb_in jsonb, path text[], replacement jsonb, create_if_missing boolean DEFAULT true, \
    null_value_treatment text DEFAULT 'use_json_null'::text) jsonb
    jsonb_strip_nulls(jsonb) jsonb
    jsonb_to_record(jsonb) record
    jsonb_to_recordset(jsonb) SETOF record
    jsonb_to_tsvector(jsonb, jsonb) tsvector
    jsonb_to_tsvector(regconfig, jsonb, jsonb) tsvector
    jsonb_typeof(jsonb) text
    justify_days(interval) interval
    justify_hours(interval) interval
    justify_interval(interval) interval
    lag(anycompatible, integer, anycompatible) anycompatible
    lag(anyelement) anyelement
    lag(anyelement, integer) anyelement
    last_value(anyelement) anyelement
    lastval() bigint
    lcm(bigint, bigint) bigint
    lcm(integer, integer) integer
    lcm(numeric, numeric) numeric
    lead(anycompatible, integer, anycompatible) anycompatible
    lead(anyelement) anyelement
    lead(anyelement, integer) anyelement
    left(text, integer) text
    length(bit) integer
    length(bytea) integer
    length(bytea, name) integer
    length(character) integer
    length(lseg) float8
    length(path) float8
    length(text) integer
    length(tsvector) integer
    ln(float8) float8
    ln(numeric) numeric
    log(float8) float8
    log(numeric) numeric
    log(numeric, numeric) numeric
    log10(float8) float8
    log10(numeric) numeric
    lower(anymultirange) anyelement
    lower(anyrange) anyelement
    lower(text) text
    lower_inc(anymultirange) boolean
    lower_inc(anyrange) boolean
    lower_inf(anymultirange) boolean
    lower_inf(anyrange) boolean
    lpad(text, integer) text
    lpad(text, integer, text) text
    ltrim(bytea, bytea) bytea
    ltrim(text) text
    ltrim(text, text) text
    make_date(year integer, month integer, day integer) date
    make_interval(years integer DEFAULT 0, months integer DEFAULT 0, weeks integer DEFAULT 0, days integer DEFAULT \
    0, hours integer DEFAULT 0, mins integer DEFAULT 0, secs float8 DEFAULT 0.0) interval
    make_time(hour integer, min integer, sec float8) time
    make_timestamp(year integer, month integer, mday integer, hour integer, min integer, sec float8) timestamp
    make_timestamptz(year integer, month integer, mday integer, hour integer, min integer, sec float8) timestamptz
    make_timestamptz(year integer, month integer, mday integer, hour integer, min integer, sec float8, timezone \
    text) timestamptz
    masklen(inet) integer
    max(anyarray) anyarray
    max(anyenum) anyenum
    max(bigint) bigint
    max(character) character
    max(date) date
    max(float8) float8
    max(inet) inet
    max(integer) integer
    max(interval) interval
    max(money) money
    max(numeric) numeric
    max(oid) oid
    max(pg_lsn) pg_lsn
    max(real) real
    max(smallint) smallint
    max(text) text
    max(tid) tid
    max(timetz) timetz
    max(time) time
    max(timestamptz) timestamptz
    max(timestamp) timestamp
    max(xid8) xid8
    md5(bytea) text
    md5(text) text
    min(anyarray) anyarray
    min(anyenum) anyenum
    min(bigint) bigint
    min(character) character
    min(date) date
    min(float8) float8
    min(inet) inet
    min(integer) integer
    min(interval) interval
    min(money) money
    min(numeric) numeric
    min(oid) oid
    min(pg_lsn) pg_lsn
    min(real) real
    min(smallint) smallint
    min(text) text
    min(tid) tid
    min(timetz) timetz
    min(time) time
    min(timestamptz) timestamptz
    min(timestamp) timestamp
    min(xid8) xid8
    min_scale(numeric) integer
    mod(bigint, bigint) bigint
    mod(integer, integer) integer
    mod(numeric, numeric) numeric
    mod(smallint, smallint) smallint
    mode(ORDER BY anyelement) anyelement
    multirange(anyrange) anymultirange
    mxid_age(xid) integer
    netmask(inet) inet
    network(inet) cidr
    nextval(regclass) bigint
    normalize(text, text DEFAULT 'NFC'::text) text
    now() timestamptz
    npoints(path) integer
    npoints(polygon) integer
    nth_value(anyelement, integer) anyelement
    ntile(integer) integer
    num_nonnulls(VARIADIC "any") integer
    num_nulls(VARIADIC "any") integer
    nummultirange() nummultirange
    nummultirange(VARIADIC numrange[]) nummultirange
    nummultirange(numrange) nummultirange
    numrange(numeric, numeric) numrange
    numrange(numeric, numeric, text) numrange
    obj_description(oid) text
    obj_description(oid, name) text
    octet_length(bit) integer
    octet_length(bytea) integer
    octet_length(character) integer
    octet_length(text) integer
    overlaps(timetz, timetz, timetz, timetz) boolean
    overlaps(time, interval, time, interval) boolean
    overlaps(time, interval, time, time) boolean
    overlaps(time, time, time, interval) boolean
    overlaps(time, time, time, time) boolean
    overlaps(timestamptz, interval, timestamptz, interval) boolean
    overlaps(timestamptz, interval, timestamptz, timestamptz) boolean
    overlaps(timestamptz, timestamptz, timestamptz, interval) boolean
    overlaps(timestamptz, timestamptz, timestamptz, timestamptz) boolean
    overlaps(timestamp, interval, timestamp, interval) boolean
    overlaps(timestamp, interval, timestamp, timestamp) boolean
    overlaps(timestamp, timestamp, timestamp, interval) boolean
    overlaps(timestamp, timestamp, timestamp, timestamp) boolean
    overlay(bit, bit, integer) bit
    overlay(bit, bit, integer, integer) bit
    overlay(bytea, bytea, integer) bytea
    overlay(bytea, bytea, integer, integer) bytea
    overlay(text, text, integer) text
    overlay(text, text, integer, integer) text
    parse_ident(str text, strict boolean DEFAULT true) text[]
    percent_rank() float8
    percent_rank(VARIADIC "any" ORDER BY VARIADIC "any") float8
    percentile_cont(float8 ORDER BY float8) float8
    percentile_cont(float8 ORDER BY interval) interval
    percentile_cont(float8[] ORDER BY float8) float8[]
    percentile_cont(float8[] ORDER BY interval) interval[]
    percentile_disc(float8 ORDER BY anyelement) anyelement
    percentile_disc(float8[] ORDER BY anyelement) anyarray
    pg_advisory_lock(bigint) void
    pg_advisory_lock(integer, integer) void
    pg_advisory_lock_shared(bigint) void
    pg_advisory_lock_shared(integer, integer) void
    pg_advisory_unlock(bigint) boolean
    pg_advisory_unlock(integer, integer) boolean
    pg_advisory_unlock_all() void
    pg_advisory_unlock_shared(bigint) boolean
    pg_advisory_unlock_shared(integer, integer) boolean
    pg_advisory_xact_lock(bigint) void
    pg_advisory_xact_lock(integer, integer) void
    pg_advisory_xact_lock_shared(bigint) void
    pg_advisory_xact_lock_shared(integer, integer) void
    pg_available_extension_versions(OUT name name, OUT version text, OUT superuser boolean, OUT trusted boolean, \
    OUT relocatable boolean, OUT schema name, OUT requires name[], OUT comment text) SETOF record
    pg_available_extensions(OUT name name, OUT default_version text, OUT comment text) SETOF record
    pg_backend_pid() integer
    pg_backup_start(label text, fast boolean DEFAULT false) pg_lsn
    pg_backup_stop(wait_for_archive boolean DEFAULT true, OUT lsn pg_lsn, OUT labelfile text, OUT spcmapfile text) \
    record
    pg_blocking_pids(integer) integer[]
    pg_cancel_backend(integer) boolean
    pg_client_encoding() name
    pg_collation_actual_version(oid) text
    pg_collation_for("any") text
    pg_collation_is_visible(oid) boolean
    pg_column_compression("any") text
    pg_column_is_updatable(regclass, smallint, boolean) boolean
    pg_column_size("any") integer
    pg_config(OUT name text, OUT setting text) SETOF record
    pg_conversion_is_visible(oid) boolean
    pg_copy_logical_replication_slot(src_slot_name name, dst_slot_name name, OUT slot_name name, OUT lsn pg_lsn) \
    record
    pg_copy_logical_replication_slot(src_slot_name name, dst_slot_name name, temporary boolean, OUT slot_name name, \
    OUT lsn pg_lsn) record
    pg_copy_logical_replication_slot(src_slot_name name, dst_slot_name name, temporary boolean, plugin name, OUT \
    slot_name name, OUT lsn pg_lsn) record
    pg_copy_physical_replication_slot(src_slot_name name, dst_slot_name name, OUT slot_name name, OUT lsn pg_lsn) \
    record
    pg_copy_physical_replication_slot(src_slot_name name, dst_slot_name name, temporary boolean, OUT slot_name \
    name, OUT lsn pg_lsn) record
    pg_create_logical_replication_slot(slot_name name, plugin name, temporary boolean DEFAULT false, twophase \
    boolean DEFAULT false, OUT slot_name name, OUT lsn pg_lsn) record
    pg_create_physical_replication_slot(slot_name name, immediately_reserve boolean DEFAULT false, temporary \
    boolean DEFAULT false, OUT slot_name name, OUT lsn pg_lsn) record
    pg_create_restore_point(text) pg_lsn
    pg_current_logfile() text
    pg_current_logfile(text) text
    pg_current_snapshot() pg_snapshot
    pg_current_wal_flush_lsn() pg_lsn
    pg_current_wal_insert_lsn() pg_lsn
    pg_current_wal_lsn() pg_lsn
    pg_current_xact_id() xid8
    pg_current_xact_id_if_assigned() xid8
    pg_database_collation_actual_version(oid) text
    pg_database_size(name) bigint
    pg_database_size(oid) bigint
    pg_describe_object(oid, oid, integer) text
    pg_drop_replication_slot(name) void
    pg_encoding_max_length(integer) integer
    pg_event_trigger_ddl_commands(OUT classid oid, OUT objid oid, OUT objsubid integer, OUT command_tag text, OUT \
    object_type text, OUT schema_name text, OUT object_identity text, OUT in_extension boolean, OUT command \
    pg_ddl_command) SETOF record
    pg_export_snapshot() text
    pg_function_is_visible(oid) boolean
    pg_get_backend_memory_contexts(OUT name text, OUT ident text, OUT parent text, OUT level integer, OUT \
    total_bytes bigint, OUT total_nblocks bigint, OUT free_bytes bigint, OUT free_chunks bigint, OUT used_bytes \
    bigint) SETOF record
    pg_get_constraintdef(oid) text
    pg_get_constraintdef(oid, boolean) text
    pg_get_expr(pg_node_tree, oid) text
    pg_get_expr(pg_node_tree, oid, boolean) text
    pg_get_function_arg_default(oid, integer) text
    pg_get_function_arguments(oid) text
    pg_get_function_identity_arguments(oid) text
    pg_get_function_result(oid) text
    pg_get_function_sqlbody(oid) text
    pg_get_functiondef(oid) text
    pg_get_indexdef(oid) text
    pg_get_indexdef(oid, integer, boolean) text
    pg_get_object_address(type text, object_names text[], object_args text[], OUT classid oid, OUT objid oid, OUT \
    objsubid integer) record
    pg_get_partition_constraintdef(oid) text
    pg_get_partkeydef(oid) text
    pg_get_ruledef(oid) text
    pg_get_ruledef(oid, boolean) text
    pg_get_serial_sequence(text, text) text
    pg_get_statisticsobjdef(oid) text
    pg_get_statisticsobjdef_columns(oid) text
    pg_get_statisticsobjdef_expressions(oid) text[]
    pg_get_triggerdef(oid) text
    pg_get_triggerdef(oid, boolean) text
    pg_get_userbyid(oid) name
    pg_get_viewdef(oid) text
    pg_get_viewdef(oid, boolean) text
    pg_get_viewdef(oid, integer) text
    pg_get_viewdef(text) text
    pg_get_viewdef(text, boolean) text
    pg_get_wal_replay_pause_state() text
    pg_get_wal_resource_managers(OUT rm_id integer, OUT rm_name text, OUT rm_builtin boolean) SETOF record
    pg_has_role(name, name, text) boolean
    pg_has_role(name, oid, text) boolean
    pg_has_role(name, text) boolean
    pg_has_role(oid, name, text) boolean
    pg_has_role(oid, oid, text) boolean
    pg_has_role(oid, text) boolean
    pg_hba_file_rules(OUT line_number integer, OUT type text, OUT database text[], OUT user_name text[], OUT \
    address text, OUT netmask text, OUT auth_method text, OUT options text[], OUT error text) SETOF record
    pg_ident_file_mappings(OUT line_number integer, OUT map_name text, OUT sys_name text, OUT pg_username text, OUT \
    error text) SETOF record
    pg_indexes_size(regclass) bigint
    pg_is_in_recovery() boolean
    pg_is_other_temp_schema(oid) boolean
    pg_is_wal_replay_paused() boolean
    pg_jit_available() boolean
    pg_last_wal_receive_lsn() pg_lsn
    pg_last_wal_replay_lsn() pg_lsn
    pg_last_xact_replay_timestamp() timestamptz
    pg_listening_channels() SETOF text
    pg_log_backend_memory_contexts(integer) boolean
    pg_ls_dir(text) SETOF text
    pg_ls_dir(text, boolean, boolean) SETOF text
    pg_ls_logdir(OUT name text, OUT size bigint, OUT modification timestamptz) SETOF record
    pg_ls_tmpdir(OUT name text, OUT size bigint, OUT modification timestamptz) SETOF record
    pg_ls_tmpdir(tablespace oid, OUT name text, OUT size bigint, OUT modification timestamptz) SETOF record
    pg_my_temp_schema() oid
    pg_notification_queue_usage() float8
    pg_notify(text, text) void
    pg_opclass_is_visible(oid) boolean
    pg_operator_is_visible(oid) boolean
    pg_opfamily_is_visible(oid) boolean
    pg_partition_ancestors(partitionid regclass, OUT relid regclass) SETOF regclass
    pg_partition_root(regclass) regclass
    pg_partition_tree(rootrelid regclass, OUT relid regclass, OUT parentrelid regclass, OUT isleaf boolean, OUT \
    level integer) SETOF record
    pg_postmaster_start_time() timestamptz
    pg_promote(wait boolean DEFAULT true, wait_seconds integer DEFAULT 60) boolean
    pg_read_file(text) text
    pg_read_file(text, bigint, bigint) text
    pg_read_file(text, bigint, bigint, boolean) text
    pg_relation_filenode(regclass) oid
    pg_relation_filepath(regclass) text
    pg_relation_is_publishable(regclass) boolean
    pg_relation_is_updatable(regclass, boolean) integer
    pg_relation_size(regclass) bigint
    pg_relation_size(regclass, text) bigint
    pg_reload_conf() boolean
    pg_rotate_logfile() boolean
    pg_rotate_logfile_old() boolean
    pg_safe_snapshot_blocking_pids(integer) integer[]
    pg_settings_get_flags(text) text[]
    pg_size_bytes(text) bigint
    pg_size_pretty(bigint) text
    pg_size_pretty(numeric) text
    pg_sleep(float8) void
    pg_sleep_for(interval) void
    pg_sleep_until(timestamptz) void
    pg_snapshot_xip(pg_snapshot) SETOF xid8
    pg_snapshot_xmax(pg_snapshot) xid8
    pg_snapshot_xmin(pg_snapshot) xid8
    pg_stat_file(filename text, OUT size bigint, OUT access timestamptz, OUT modification timestamptz, OUT change \
    timestamptz, OUT creation timestamptz, OUT isdir boolean) record
    pg_stat_file(filename text, missing_ok boolean, OUT size bigint, OUT access timestamptz, OUT modification \
    timestamptz, OUT change timestamptz, OUT creation timestamptz, OUT isdir boolean) record
    pg_stat_reset() void
    pg_statistics_obj_is_visible(oid) boolean
    pg_switch_wal() pg_lsn
    pg_table_is_visible(oid) boolean
    pg_table_size(regclass) bigint
    pg_tablespace_databases(oid) SETOF oid
    pg_tablespace_location(oid) text
    pg_tablespace_size(name) bigint
    pg_tablespace_size(oid) bigint
    pg_terminate_backend(pid integer, timeout bigint DEFAULT 0) boolean
    pg_timezone_abbrevs(OUT abbrev text, OUT utc_offset interval, OUT is_dst boolean) SETOF record
    pg_timezone_names(OUT name text, OUT abbrev text, OUT utc_offset interval, OUT is_dst boolean) SETOF record
    pg_total_relation_size(regclass) bigint
    pg_trigger_depth() integer
    pg_try_advisory_lock(bigint) boolean
    pg_try_advisory_lock(integer, integer) boolean
    pg_try_advisory_lock_shared(bigint) boolean
    pg_try_advisory_lock_shared(integer, integer) boolean
    pg_try_advisory_xact_lock(bigint) boolean
    pg_try_advisory_xact_lock(integer, integer) boolean
    pg_try_advisory_xact_lock_shared(bigint) boolean
    pg_try_advisory_xact_lock_shared(integer, integer) boolean
    pg_ts_config_is_visible(oid) boolean
    pg_ts_dict_is_visible(oid) boolean
    pg_ts_parser_is_visible(oid) boolean
    pg_ts_template_is_visible(oid) boolean
    pg_type_is_visible(oid) boolean
    pg_typeof("any") regtype
    pg_visible_in_snapshot(xid8, pg_snapshot) boolean
    pg_xact_status(xid8) text
    phraseto_tsquery(regconfig, text) tsquery
    phraseto_tsquery(text) tsquery
    pi() float8
    plainto_tsquery(regconfig, text) tsquery
    plainto_tsquery(text) tsquery
    point(box) point
    point(circle) point
    point(lseg) point
    point(polygon) point
    position(bit, bit) integer
    position(bytea, bytea) integer
    position(text, text) integer
    pow(float8, float8) float8
    pow(numeric, numeric) numeric
    power(float8, float8) float8
    power(numeric, numeric) numeric
    query_to_xml(query text, nulls boolean, tableforest boolean, targetns text) xml
    querytree(tsquery) text
    quote_ident(text) text
    quote_literal(anyelement) text
    quote_literal(text) text
    quote_nullable(anyelement) text
    quote_nullable(text) text
    radians(float8) float8
    radius(circle) float8
    random() float8
    range_agg(anymultirange) anymultirange
    range_agg(anyrange) anymultirange
    range_intersect_agg(anymultirange) anymultirange
    range_intersect_agg(anyrange) anyrange
    range_merge(anymultirange) anyrange
    range_merge(anyrange, anyrange) anyrange
    rank() bigint
    rank(VARIADIC "any" ORDER BY VARIADIC "any") bigint
    regexp_count(text, text) integer
    regexp_count(text, text, integer) integer
    regexp_count(text, text, integer, text) integer
    regexp_instr(text, text) integer
    regexp_instr(text, text, integer) integer
    regexp_instr(text, text, integer, integer) integer
    regexp_instr(text, text, integer, integer, integer) integer
    regexp_instr(text, text, integer, integer, integer, text) integer
    regexp_instr(text, text, integer, integer, integer, text, integer) integer
    regexp_like(text, text) boolean
    regexp_like(text, text, text) boolean
    regexp_match(text, text) text[]
    regexp_match(text, text, text) text[]
    regexp_matches(text, text) SETOF text[]
    regexp_matches(text, text, text) SETOF text[]
    regexp_replace(text, text, text) text
    regexp_replace(text, text, text, integer) text
    regexp_replace(text, text, text, integer, integer) text
    regexp_replace(text, text, text, integer, integer, text) text
    regexp_replace(text, text, text, text) text
    regexp_split_to_array(text, text) text[]
    regexp_split_to_array(text, text, text) text[]
    regexp_split_to_table(text, text) SETOF text
    regexp_split_to_table(text, text, text) SETOF text
    regexp_substr(text, text) text
    regexp_substr(text, text, integer) text
    regexp_substr(text, text, integer, integer) text
    regexp_substr(text, text, integer, integer, text) text
    regexp_substr(text, text, integer, integer, text, integer) text
    regr_avgx(float8, float8) float8
    regr_avgy(float8, float8) float8
    regr_count(float8, float8) bigint
    regr_intercept(float8, float8) float8
    regr_r2(float8, float8) float8
    regr_slope(float8, float8) float8
    regr_sxx(float8, float8) float8
    regr_sxy(float8, float8) float8
    regr_syy(float8, float8) float8
    repeat(text, integer) text
    replace(text, text, text) text
    reverse(text) text
    right(text, integer) text
    round(float8) float8
    round(numeric) numeric
    round(numeric, integer) numeric
    row_number() bigint
    row_security_active(oid) boolean
    row_security_active(text) boolean
    row_to_json(record) json
    row_to_json(record, boolean) json
    rpad(text, integer) text
    rpad(text, integer, text) text
    rtrim(bytea, bytea) bytea
    rtrim(text) text
    rtrim(text, text) text
    scale(numeric) integer
    session_user() name
    set_bit(bit, integer, integer) bit
    set_bit(bytea, bigint, integer) bytea
    set_byte(bytea, integer, integer) bytea
    set_config(text, text, boolean) text
    set_masklen(cidr, integer) cidr
    set_masklen(inet, integer) inet
    setseed(float8) void
    setval(regclass, bigint) bigint
    setval(regclass, bigint, boolean) bigint
    setweight(tsvector, "char") tsvector
    setweight(tsvector, "char", text[]) tsvector
    sha224(bytea) bytea
    sha256(bytea) bytea
    sha384(bytea) bytea
    sha512(bytea) bytea
    shobj_description(oid, name) text
    sign(float8) float8
    sign(numeric) numeric
    sin(float8) float8
    sind(float8) float8
    sinh(float8) float8
    slope(point, point) float8
    split_part(text, text, integer) text
    sqrt(float8) float8
    sqrt(numeric) numeric
    starts_with(text, text) boolean
    statement_timestamp() timestamptz
    stddev(bigint) numeric
    stddev(float8) float8
    stddev(integer) numeric
    stddev(numeric) numeric
    stddev(real) float8
    stddev(smallint) numeric
    stddev_pop(bigint) numeric
    stddev_pop(float8) float8
    stddev_pop(integer) numeric
    stddev_pop(numeric) numeric
    stddev_pop(real) float8
    stddev_pop(smallint) numeric
    stddev_samp(bigint) numeric
    stddev_samp(float8) float8
    stddev_samp(integer) numeric
    stddev_samp(numeric) numeric
    stddev_samp(real) float8
    stddev_samp(smallint) numeric
    string_agg(bytea, bytea) bytea
    string_agg(text, text) text
    string_to_array(text, text) text[]
    string_to_array(text, text, text) text[]
    string_to_table(text, text) SETOF text
    string_to_table(text, text, text) SETOF text
    strip(tsvector) tsvector
    strpos(text, text) integer
    substr(bytea, integer) bytea
    substr(bytea, integer, integer) bytea
    substr(text, integer) text
    substr(text, integer, integer) text
    substring(bit, integer) bit
    substring(bit, integer, integer) bit
    substring(bytea, integer) bytea
    substring(bytea, integer, integer) bytea
    substring(text, integer) text
    substring(text, integer, integer) text
    substring(text, text) text
    substring(text, text, text) text
    sum(bigint) numeric
    sum(float8) float8
    sum(integer) bigint
    sum(interval) interval
    sum(money) money
    sum(numeric) numeric
    sum(real) real
    sum(smallint) bigint
    table_to_xml(tbl regclass, nulls boolean, tableforest boolean, targetns text) xml
    tan(float8) float8
    tand(float8) float8
    tanh(float8) float8
    text("char") text
    text(boolean) text
    text(character) text
    text(inet) text
    text(name) text
    text(xml) text
    timeofday() text
    timezone(interval, timetz) timetz
    timezone(interval, timestamptz) timestamp
    timezone(interval, timestamp) timestamptz
    timezone(text, timetz) timetz
    timezone(text, timestamptz) timestamp
    timezone(text, timestamp) timestamptz
    to_ascii(text) text
    to_ascii(text, integer) text
    to_ascii(text, name) text
    to_char(bigint, text) text
    to_char(float8, text) text
    to_char(integer, text) text
    to_char(interval, text) text
    to_char(numeric, text) text
    to_char(real, text) text
    to_char(timestamptz, text) text
    to_char(timestamp, text) text
    to_date(text, text) date
    to_hex(bigint) text
    to_hex(integer) text
    to_json(anyelement) json
    to_jsonb(anyelement) jsonb
    to_number(text, text) numeric
    to_regclass(text) regclass
    to_regtype(text) regtype
    to_timestamp(float8) timestamptz
    to_timestamp(text, text) timestamptz
    to_tsquery(regconfig, text) tsquery
    to_tsquery(text) tsquery
    to_tsvector(json) tsvector
    to_tsvector(jsonb) tsvector
    to_tsvector(regconfig, json) tsvector
    to_tsvector(regconfig, jsonb) tsvector
    to_tsvector(regconfig, text) tsvector
    to_tsvector(text) tsvector
    transaction_timestamp() timestamptz
    translate(text, text, text) text
    trim_array(anyarray, integer) anyarray
    trim_scale(numeric) numeric
    trunc(float8) float8
    trunc(macaddr) macaddr
    trunc(macaddr8) macaddr8
    trunc(numeric) numeric
    trunc(numeric, integer) numeric
    ts_debug(config regconfig, document text, OUT alias text, OUT description text, OUT token text, OUT \
    dictionaries regdictionary[], OUT dictionary regdictionary, OUT lexemes text[]) SETOF record
    ts_debug(document text, OUT alias text, OUT description text, OUT token text, OUT dictionaries regdictionary[], \
    OUT dictionary regdictionary, OUT lexemes text[]) SETOF record
    ts_delete(tsvector, text) tsvector
    ts_delete(tsvector, text[]) tsvector
    ts_filter(tsvector, "char"[]) tsvector
    ts_headline(json, tsquery) json
    ts_headline(json, tsquery, text) json
    ts_headline(jsonb, tsquery) jsonb
    ts_headline(jsonb, tsquery, text) jsonb
    ts_headline(regconfig, json, tsquery) json
    ts_headline(regconfig, json, tsquery, text) json
    ts_headline(regconfig, jsonb, tsquery) jsonb
    ts_headline(regconfig, jsonb, tsquery, text) jsonb
    ts_headline(regconfig, text, tsquery) text
    ts_headline(regconfig, text, tsquery, text) text
    ts_headline(text, tsquery) text
    ts_headline(text, tsquery, text) text
    ts_lexize(regdictionary, text) text[]
    ts_parse(parser_name text, txt text, OUT tokid integer, OUT token text) SETOF record
    ts_parse(parser_oid oid, txt text, OUT tokid integer, OUT token text) SETOF record
    ts_rank(real[], tsvector, tsquery) real
    ts_rank(real[], tsvector, tsquery, integer) real
    ts_rank(tsvector, tsquery) real
    ts_rank(tsvector, tsquery, integer) real
    ts_rank_cd(real[], tsvector, tsquery) real
    ts_rank_cd(real[], tsvector, tsquery, integer) real
    ts_rank_cd(tsvector, tsquery) real
    ts_rank_cd(tsvector, tsquery, integer) real
    ts_rewrite(tsquery, text) tsquery
    ts_rewrite(tsquery, tsquery, tsquery) tsquery
    ts_stat(query text, OUT word text, OUT ndoc integer, OUT nentry integer) SETOF record
    ts_stat(query text, weights text, OUT word text, OUT ndoc integer, OUT nentry integer) SETOF record
    ts_token_type(parser_name text, OUT tokid integer, OUT alias text, OUT description text) SETOF record
    ts_token_type(parser_oid oid, OUT tokid integer, OUT alias text, OUT description text) SETOF record
    tsmultirange() tsmultirange
    tsmultirange(VARIADIC tsrange[]) tsmultirange
    tsmultirange(tsrange) tsmultirange
    tsrange(timestamp, timestamp) tsrange
    tsrange(timestamp, timestamp, text) tsrange
    tstzmultirange() tstzmultirange
    tstzmultirange(VARIADIC tstzrange[]) tstzmultirange
    tstzmultirange(tstzrange) tstzmultirange
    tstzrange(timestamptz, timestamptz) tstzrange
    tstzrange(timestamptz, timestamptz, text) tstzrange
    unistr(text) text
    unnest(anyarray) SETOF anyelement
    unnest(anymultirange) SETOF anyrange
    unnest(tsvector tsvector, OUT lexeme text, OUT positions smallint[], OUT weights text[]) SETOF record
    upper(anymultirange) anyelement
    upper(anyrange) anyelement
    upper(text) text
    upper_inc(anymultirange) boolean
    upper_inc(anyrange) boolean
    upper_inf(anymultirange) boolean
    upper_inf(anyrange) boolean
    var_pop(bigint) numeric
    var_pop(float8) float8
    var_pop(integer) numeric
    var_pop(numeric) numeric
    var_pop(real) float8
    var_pop(smallint) numeric
    var_samp(bigint) numeric
    var_samp(float8) float8
    var_samp(integer) numeric
    var_samp(numeric) numeric
    var_samp(real) float8
    var_samp(smallint) numeric
    variance(bigint) numeric
    variance(float8) float8
    variance(integer) numeric
    variance(numeric) numeric
    variance(real) float8
    variance(smallint) numeric
    version() text
    websearch_to_tsquery(regconfig, text) tsquery
    websearch_to_tsquery(text) tsquery
    width(box) float8
    width_bucket(anycompatible, anycompatiblearray) integer
    width_bucket(float8, float8, float8, integer) integer
    width_bucket(numeric, numeric, numeric, integer) integer
    xml(text) xml
    xml_is_well_formed(text) boolean
    xml_is_well_formed_content(text) boolean
    xml_is_well_formed_document(text) boolean
    xmlagg(xml) xml
    xmlcomment(text) xml
    xmlexists(text, xml) boolean
    xpath(text, xml) xml[]
    xpath(text, xml, text[]) xml[]
    xpath_exists(text, xml) boolean
    xpath_exists(text, xml, text[]) boolean
    """
}
