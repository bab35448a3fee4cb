import Database

/// The settings that a user may change, for completing without a server: `name=value,value`, as PostgreSQL 15 lists them.
enum BuiltinSettings {
  static func settings() -> [Catalog.Setting] {
    text.split { $0.isWhitespace }.map { entry in
      let parts = entry.split(separator: "=")
      return Catalog.Setting(
        name: String(parts[0]), values: parts.count > 1 ? parts[1].split(separator: ",").map(String.init) : [])
    }
  }

  private static let text = """
    DateStyle IntervalStyle=postgres,postgres_verbose,sql_standard,iso_8601 TimeZone
    allow_in_place_tablespaces=on,off allow_system_table_mods=on,off application_name array_nulls=on,off
    backend_flush_after backslash_quote=safe_encoding,on,off backtrace_functions bytea_output=escape,hex
    check_function_bodies=on,off client_connection_check_interval client_encoding
    client_min_messages=debug5,debug4,debug3,debug2,debug1,log,notice,warning,error commit_delay commit_siblings
    composite_type_mismatch=error,warn,disabled compute_query_id=auto,regress,on,off
    constraint_exclusion=partition,on,off cpu_index_tuple_cost cpu_operator_cost cpu_tuple_cost
    cursor_tuple_fraction deadlock_timeout debug_discard_caches debug_pretty_print=on,off
    debug_print_parse=on,off debug_print_plan=on,off debug_print_rewritten=on,off default_statistics_target
    default_table_access_method default_tablespace default_text_search_config default_toast_compression=pglz,lz4
    default_transaction_deferrable=on,off default_transaction_isolation=serializable,repeatable read,read
    committed,read uncommitted default_transaction_read_only=on,off dynamic_library_path effective_cache_size
    effective_io_concurrency enable_async_append=on,off enable_bitmapscan=on,off enable_gathermerge=on,off
    enable_hashagg=on,off enable_hashjoin=on,off enable_incremental_sort=on,off enable_indexonlyscan=on,off
    enable_indexscan=on,off enable_material=on,off enable_memoize=on,off enable_mergejoin=on,off
    enable_nestloop=on,off enable_parallel_append=on,off enable_parallel_hash=on,off
    enable_partition_pruning=on,off enable_partitionwise_aggregate=on,off enable_partitionwise_join=on,off
    enable_seqscan=on,off enable_sort=on,off enable_tidscan=on,off escape_string_warning=on,off
    exit_on_error=on,off extension_destdir extra_float_digits force_parallel_mode=off,on,regress
    from_collapse_limit geqo=on,off geqo_effort geqo_generations geqo_pool_size geqo_seed geqo_selection_bias
    geqo_threshold gin_fuzzy_search_limit gin_pending_list_limit hash_mem_multiplier
    idle_in_transaction_session_timeout idle_session_timeout ignore_checksum_failure=on,off jit=on,off
    jit_above_cost jit_dump_bitcode=on,off jit_expressions=on,off jit_inline_above_cost jit_optimize_above_cost
    jit_tuple_deforming=on,off join_collapse_limit lc_messages lc_monetary lc_numeric lc_time
    lo_compat_privileges=on,off local_preload_libraries lock_timeout log_duration=on,off
    log_error_verbosity=terse,default,verbose log_executor_stats=on,off log_lock_waits=on,off
    log_min_duration_sample log_min_duration_statement
    log_min_error_statement=debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic
    log_min_messages=debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic
    log_parameter_max_length log_parameter_max_length_on_error log_parser_stats=on,off log_planner_stats=on,off
    log_replication_commands=on,off log_statement=none,ddl,mod,all log_statement_sample_rate
    log_statement_stats=on,off log_temp_files log_transaction_sample_rate logical_decoding_work_mem
    maintenance_io_concurrency maintenance_work_mem max_parallel_maintenance_workers max_parallel_workers
    max_parallel_workers_per_gather max_stack_depth min_parallel_index_scan_size min_parallel_table_scan_size
    output_plugin_libraries parallel_leader_participation=on,off parallel_setup_cost parallel_tuple_cost
    password_encryption=md5,scram-sha-256 plan_cache_mode=auto,force_generic_plan,force_custom_plan
    quote_all_identifiers=on,off random_page_cost recursive_worktable_factor restrict_nonsystem_relation_kind
    row_security=on,off search_path seq_page_cost session_preload_libraries
    session_replication_role=origin,replica,local standard_conforming_strings=on,off statement_timeout
    stats_fetch_consistency=none,cache,snapshot synchronize_seqscans=on,off
    synchronous_commit=local,remote_write,remote_apply,on,off tcp_keepalives_count tcp_keepalives_idle
    tcp_keepalives_interval tcp_user_timeout temp_buffers temp_file_limit temp_tablespaces
    timezone_abbreviations trace_notify=on,off trace_sort=on,off track_activities=on,off track_counts=on,off
    track_functions=none,pl,all track_io_timing=on,off track_wal_io_timing=on,off transaction_deferrable=on,off
    transaction_isolation=serializable,repeatable read,read committed,read uncommitted
    transaction_read_only=on,off transform_null_equals=on,off update_process_title=on,off vacuum_cost_delay
    vacuum_cost_limit vacuum_cost_page_dirty vacuum_cost_page_hit vacuum_cost_page_miss vacuum_failsafe_age
    vacuum_freeze_min_age vacuum_freeze_table_age vacuum_multixact_failsafe_age vacuum_multixact_freeze_min_age
    vacuum_multixact_freeze_table_age wal_compression=pglz,lz4,zstd,on,off wal_consistency_checking
    wal_init_zero=on,off wal_recycle=on,off wal_sender_timeout wal_skip_threshold work_mem xmlbinary=base64,hex
    xmloption=content,document zero_damaged_pages=on,off
    """
}
