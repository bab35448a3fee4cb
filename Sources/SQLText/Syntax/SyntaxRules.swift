/// The statements that are no queries, in the words of PostgreSQL's synopses. Likelier words stand first.
enum SyntaxRules {
  static let statements: [String] = [
    // Tables
    "alter table [if exists] [only] <table> ( <tableaction> ,... | rename to <new> | rename [column] <column> to <new> | "
      + "rename constraint <constraint> to <new> | set schema <schema> | attach partition <table> <bounds> | "
      + "detach partition <table> [concurrently | finalize] )",
    "create [temporary | temp | unlogged] table [if not exists] <newtable> ( '(' [<element> ,...] ')' <tabletail> | "
      + "as <statement> | partition of <table> [ '(' <element> ,... ')' ] <bounds> <tabletail> | of <type> <tabletail> )",
    "create foreign table [if not exists] <newtable> '(' <element> ,... ')' server <server> [<options>]",
    "drop table [if exists] <table> ,... <behaviour>",
    "truncate [table] [only] <table> ,... [restart identity | continue identity] <behaviour>",
    "lock [table] [only] <table> ,... [in ( access share | row share | row exclusive | share update exclusive | share | "
      + "share row exclusive | exclusive | access exclusive ) mode] [nowait]",
    // Indexes
    "create [unique] index [concurrently] [if not exists] [<new>] on [only] <relation> [using <method>] "
      + "'(' ( <column> [collate <collation>] [<any>] [asc | desc] [nulls first | nulls last] ) ,... ')' "
      + "[include '(' <column> ,... ')'] [nulls [not] distinct] [with '(' ( <any> '=' <value> ) ,... ')'] "
      + "[tablespace <tablespace>] [where <expr>]",
    "alter index [if exists] <index> ( rename to <new> | set tablespace <tablespace> | attach partition <index> | "
      + "set '(' ( <any> '=' <value> ) ,... ')' | reset '(' <any> ,... ')' )",
    "drop index [concurrently] [if exists] <index> ,... <behaviour>",
    "reindex [ '(' ( verbose | concurrently | tablespace <tablespace> ) ,... ')' ] ( index [concurrently] <index> | "
      + "table [concurrently] <table> | schema [concurrently] <schema> | database [concurrently] <database> | "
      + "system <database> )",
    "cluster [verbose] [<table> [using <index>]]",
    "create statistics [if not exists] [<new>] [ '(' ( ndistinct | dependencies | mcv ) ,... ')' ] on <column> ,... "
      + "from <table>",
    "drop statistics [if exists] <statistics> ,...",
    // Views
    "create [or replace] [temporary | temp] [recursive] view <newtable> [ '(' <new> ,... ')' ] "
      + "[with '(' ( <any> ['=' <value>] ) ,... ')'] as <statement>",
    "alter view [if exists] <view> ( owner to <role> | rename to <new> | set schema <schema> | "
      + "rename [column] <column> to <new> | alter [column] <column> ( set default <expr> | drop default ) )",
    "drop view [if exists] <view> ,... <behaviour>",
    "create materialized view [if not exists] <newtable> [ '(' <new> ,... ')' ] [using <method>] "
      + "[tablespace <tablespace>] as <statement>",
    "alter materialized view [if exists] <materialized> ( owner to <role> | rename to <new> | set schema <schema> )",
    "drop materialized view [if exists] <materialized> ,... <behaviour>",
    "refresh materialized view [concurrently] <materialized> [with data | with no data]",
    // Sequences
    "create [temporary | temp] sequence [if not exists] <newtable> <sequencetail>",
    "alter sequence [if exists] <sequence> ( owner to <role> | rename to <new> | set schema <schema> | <sequencetail> )",
    "drop sequence [if exists] <sequence> ,... <behaviour>",
    // Types
    "create type <newtable> ( as enum '(' <string> ,... ')' | as '(' ( <new> <type> ) ,... ')' | "
      + "as range '(' subtype '=' <type> ')' )",
    "alter type <type> ( add value [if not exists] <string> [before <string> | after <string>] | "
      + "rename value <string> to <string> | rename to <new> | rename attribute <column> to <new> | owner to <role> | "
      + "set schema <schema> | ( add attribute <new> <type> | drop attribute [if exists] <column> | "
      + "alter attribute <column> [set data] type <type> ) <behaviour> )",
    "drop type [if exists] <type> ,... <behaviour>",
    "create domain <newtable> [as] <type> [collate <collation>] [default <expr>] "
      + "{ [constraint <new>] ( not null | null | check '(' <args> ')' ) }",
    "alter domain <type> ( set default <expr> | drop default | set not null | drop not null | "
      + "add [constraint <new>] check '(' <args> ')' | drop constraint [if exists] <constraint> | rename to <new> | "
      + "owner to <role> | set schema <schema> )",
    "drop domain [if exists] <type> ,... <behaviour>",
    // Functions
    "create [or replace] function <newtable> '(' [<parameter> ,...] ')' "
      + "[returns ( [setof] <type> | table '(' ( <new> <type> ) ,... ')' | trigger | void )] { <functionpart> } "
      + "[begin atomic <statement>]",
    "create [or replace] procedure <newtable> '(' [<parameter> ,...] ')' { <functionpart> } [begin atomic <statement>]",
    "alter ( function <function> | procedure <procedure> | routine <function> ) [ '(' [<args>] ')' ] ( <functionpart> | "
      + "owner to <role> | rename to <new> | set schema <schema> )",
    "drop ( function [if exists] <function> | procedure [if exists] <procedure> | aggregate [if exists] <function> ) "
      + "[ '(' [<args>] ')' ] <behaviour>",
    "call <procedure> '(' [<args>] ')'",
    "do [language <language>] <string>",
    // Triggers, rules, policies
    "create [or replace] [constraint] trigger <new> ( before | after | instead of ) "
      + "( insert | update [of <column> ,...] | delete | truncate ) "
      + "{ or ( insert | update [of <column> ,...] | delete | truncate ) } on <relation> [from <table>] "
      + "[deferrable] [initially ( immediate | deferred )] "
      + "[referencing { ( old | new ) table as <new> }] [for each row | for each statement] [when '(' <args> ')'] "
      + "execute ( function | procedure ) <function> '(' [<args>] ')'",
    "drop trigger [if exists] <trigger> on <relation> <behaviour>",
    "alter trigger <trigger> on <relation> rename to <new>",
    "create policy <new> on <table> [as ( permissive | restrictive )] "
      + "[for ( all | select | insert | update | delete )] [to <grantee> ,...] [using '(' <args> ')'] "
      + "[with check '(' <args> ')']",
    "alter policy <policy> on <table> ( rename to <new> | [to <grantee> ,...] [using '(' <args> ')'] "
      + "[with check '(' <args> ')'] )",
    "drop policy [if exists] <policy> on <table> <behaviour>",
    "create [or replace] rule <new> as on ( select | insert | update | delete ) to <relation> [where <expr>] "
      + "do [also | instead] ( nothing | <statement> )",
    "drop rule [if exists] <rule> on <relation> <behaviour>",
    // Schemas, extensions, databases
    "create schema [if not exists] ( <new> [authorization <role>] | authorization <role> )",
    "alter schema <schema> ( rename to <new> | owner to <role> )",
    "drop schema [if exists] <schema> ,... <behaviour>",
    "create extension [if not exists] <extension> [with] [schema <schema>] [version <string>] [cascade]",
    "alter extension <extension> ( update [to <string>] | set schema <schema> )",
    "drop extension [if exists] <extension> ,... <behaviour>",
    "create database <new> [with] { owner ['='] <role> | template ['='] <database> | encoding ['='] <string> | "
      + "strategy ['='] <value> | locale ['='] <string> | tablespace ['='] <tablespace> | "
      + "connection limit ['='] <number> | is_template ['='] <value> | allow_connections ['='] <value> }",
    "alter database <database> ( set ( <settingvalue> | tablespace <tablespace> ) | reset ( all | <setting> ) | "
      + "rename to <new> | owner to <role> | connection limit <number> )",
    "drop database [if exists] <database> [with '(' force ')']",
    "create tablespace <new> [owner <role>] location <string>",
    "drop tablespace [if exists] <tablespace>",
    "create collation [if not exists] <newtable> ( from <collation> | '(' <args> ')' )",
    "drop collation [if exists] <collation> <behaviour>",
    // Roles and privileges
    "create ( role | user | group ) <new> [with] { <roleoption> }",
    "alter ( role | user ) ( <role> | all ) ( [with] <roleoption> { <roleoption> } | rename to <new> | "
      + "[in database <database>] ( set <settingvalue> | reset ( all | <setting> ) ) )",
    "alter group <role> ( add user <role> ,... | drop user <role> ,... )",
    "drop ( role | user | group ) [if exists] <role> ,...",
    "reassign owned by <role> ,... to <role>",
    "drop owned by <role> ,... <behaviour>",
    "grant ( <privileges> on <granttarget> to <grantee> ,... [with grant option] [granted by <role>] | "
      + "<role> ,... to <role> ,... [with admin option] [granted by <role>] )",
    "revoke ( [grant option for] <privileges> on <granttarget> from <grantee> ,... <behaviour> | "
      + "[admin option for] <role> ,... from <role> ,... <behaviour> )",
    "alter default privileges [for ( role | user ) <role> ,...] [in schema <schema> ,...] "
      + "( grant <privileges> on <defaulttarget> to <grantee> ,... [with grant option] | "
      + "revoke [grant option for] <privileges> on <defaulttarget> from <grantee> ,... <behaviour> )",
    // Comments and the like
    "comment on ( table <table> | column <relation> | view <view> | materialized view <materialized> | schema <schema> | "
      + "function <function> [ '(' [<args>] ')' ] | procedure <procedure> [ '(' [<args>] ')' ] | index <index> | "
      + "type <type> | domain <type> | sequence <sequence> | extension <extension> | database <database> | role <role> | "
      + "constraint <constraint> on <table> | trigger <trigger> on <relation> | policy <policy> on <table> | "
      + "collation <collation> | tablespace <tablespace> | publication <publication> ) is ( <string> | null )",
    "analyze [verbose] [ '(' ( ( verbose | skip_locked ) [true | false] ) ,... ')' ] "
      + "[ ( <table> [ '(' <column> ,... ')' ] ) ,... ]",
    "vacuum [ '(' ( ( analyze | verbose | full | freeze | skip_locked | index_cleanup | truncate | process_toast | "
      + "disable_page_skipping | parallel <number> ) [true | false | on | off | auto] ) ,... ')' ] "
      + "[full] [freeze] [verbose] [analyze] [ ( <table> [ '(' <column> ,... ')' ] ) ,... ]",
    // Copying, publishing
    "copy ( <table> [ '(' <column> ,... ')' ] | '(' <statement> ')' ) ( from | to ) "
      + "( stdin | stdout | program <string> | <string> ) [ [with] '(' <copyoption> ,... ')' ] "
      + "[ csv [header] ] [where <expr>]",
    "create publication <new> [for all tables | for table <table> ,... | for tables in schema <schema> ,...] "
      + "[with '(' publish '=' <string> ')']",
    "alter publication <publication> ( add table <table> ,... | set table <table> ,... | drop table <table> ,... | "
      + "owner to <role> | rename to <new> )",
    "drop publication [if exists] <publication> ,...",
    "create subscription <new> connection <string> publication <publication> ,... [with '(' ( <any> '=' <value> ) ,... ')']",
    "drop subscription [if exists] <subscription>",
    "create server [if not exists] <new> foreign data wrapper <wrapper> [<options>]",
    "create user mapping [if not exists] for ( <role> | current_user | public ) server <server> [<options>]",
    "import foreign schema <any> [limit to '(' <any> ,... ')' | except '(' <any> ,... ')'] from server <server> "
      + "into <schema>",
    "drop server [if exists] <server> ,... <behaviour>",
    // Sessions and transactions
    "set [session | local] ( <settingvalue> | time zone ( <string> | local | default ) | role ( none | <role> ) | "
      + "session authorization ( <role> | default ) | transaction <transactionmode> ,... | "
      + "session characteristics as transaction <transactionmode> ,... | "
      + "constraints ( all | <constraint> ,... ) ( deferred | immediate ) )",
    "reset ( all | role | session authorization | <setting> )",
    "show ( all | time zone | <setting> )",
    "begin [work | transaction] [<transactionmode> ,...]",
    "start transaction [<transactionmode> ,...]",
    "commit [work | transaction] [and chain | and no chain] [prepared <string>]",
    "end [work | transaction]",
    "rollback [work | transaction] [to [savepoint] <savepoint>] [and chain | and no chain]",
    "abort [work | transaction]",
    "savepoint <new>",
    "release [savepoint] <savepoint>",
    "prepare ( <new> [ '(' <type> ,... ')' ] as <statement> | transaction <string> )",
    "execute <prepared> [ '(' [<args>] ')' ]",
    "deallocate [prepare] ( all | <prepared> )",
    "declare <new> [binary] [insensitive | asensitive] [no scroll | scroll] cursor [with hold | without hold] "
      + "for <statement>",
    "fetch [next | prior | first | last | all | forward [all | <number>] | backward [all | <number>] | "
      + "absolute <number> | relative <number> | <number>] [from | in] <cursor>",
    "close ( all | <cursor> )",
    "listen <channel>", "notify <channel> [ ',' <string> ]", "unlisten ( '*' | <channel> )",
    "discard ( all | plans | sequences | temporary | temp )", "checkpoint", "load <string>",
    "explain [analyze] [verbose] <statement>",
    "explain '(' ( ( analyze | verbose | costs | settings | buffers | wal | timing | summary ) [true | false | on | off] | "
      + "format ( text | xml | json | yaml ) ) ,... ')' <statement>",
    "alter system ( set <settingvalue> | reset ( all | <setting> ) )",
    "security label [for <any>] on <any>",
  ]

  /// What stands in several statements.
  static let parts: [String: String] = [
    "behaviour": "[cascade | restrict]",
    // The schema of a name that is new may be there.
    "newtable": "<newObject>",
    "options": "options '(' ( <any> <string> ) ,... ')'",
    "bounds": "( for values ( in '(' <args> ')' | from '(' <args> ')' to '(' <args> ')' | "
      + "with '(' modulus <number> ',' remainder <number> ')' ) | default )",
    "tabletail": "[inherits '(' <table> ,... ')'] [partition by ( range | list | hash ) '(' <own> ,... ')'] "
      + "[using <method>] [with '(' ( <any> '=' <value> ) ,... ')'] "
      + "[on commit ( drop | delete rows | preserve rows )] [tablespace <tablespace>]",
    "element": "( <new> <type> [collate <collation>] { <columnconstraint> } | <tableconstraint> | "
      + "like <target> { ( including | excluding ) ( all | defaults | constraints | indexes | comments | identity ) } )",
    "columnconstraint": "( [constraint <new>] ( not null | primary key | default <expr> | <references> | unique | "
      + "check '(' <args> ')' | null | generated always as ( identity | '(' <args> ')' stored ) | "
      + "generated by default as identity ) [deferrable | not deferrable] [initially ( deferred | immediate )] )",
    "references": "references <target> [ '(' <column> ,... ')' ] [match ( full | simple )] "
      + "[on delete <referentialaction>] [on update <referentialaction>]",
    "referentialaction": "( cascade | set null | restrict | no action | set default )",
    "tableconstraint": "( [constraint <new>] ( primary key ( '(' <own> ,... ')' | using index <index> ) | "
      + "foreign key '(' <own> ,... ')' <references> | "
      + "unique ( [nulls not distinct] '(' <own> ,... ')' | using index <index> ) | check '(' <args> ')' | "
      + "exclude [using <method>] '(' <args> ')' ) [deferrable | not deferrable] [initially ( deferred | immediate )] "
      + "[not valid] )",
    "tableaction": "( add column [if not exists] <new> <type> [collate <collation>] { <columnconstraint> } | "
      + "add <tableconstraint> | add <new> <type> { <columnconstraint> } | "
      + "drop column [if exists] <column> <behaviour> | drop constraint [if exists] <constraint> <behaviour> | "
      + "alter [column] <column> <columnaction> | enable row level security | disable row level security | "
      + "force row level security | no force row level security | "
      + "enable [always | replica] trigger ( <trigger> | all | user ) | disable trigger ( <trigger> | all | user ) | "
      + "validate constraint <constraint> | alter constraint <constraint> [deferrable | not deferrable] | "
      + "owner to <role> | set tablespace <tablespace> | set logged | set unlogged | set '(' ( <any> '=' <value> ) ,... ')' | "
      + "reset '(' <any> ,... ')' | inherit <table> | no inherit <table> | cluster on <index> | set without cluster | "
      + "replica identity ( default | full | nothing | using index <index> ) )",
    "parameter": "[in | out | inout | variadic] ( <new> <type> | <type> ) [default <expr> | '=' <expr>]",
    "columnaction": "( set not null | drop not null | set default <expr> | drop default | "
      + "type <type> [collate <collation>] [using <expr>] | set data type <type> [collate <collation>] [using <expr>] | "
      + "add generated ( always | by default ) as identity | drop identity [if exists] | drop expression [if exists] | "
      + "set statistics <number> | set storage ( plain | external | extended | main ) | set compression <any> )",
    "sequencetail": "{ as <type> | increment [by] <number> | minvalue <number> | maxvalue <number> | no minvalue | "
      + "no maxvalue | start [with] <number> | restart [with <number>] | cache <number> | cycle | no cycle | "
      + "owned by ( none | <relation> ) }",
    "functionpart": "( language <language> | immutable | stable | volatile | strict | called on null input | "
      + "returns null on null input | security definer | security invoker | parallel ( safe | restricted | unsafe ) | "
      + "leakproof | cost <number> | rows <number> | set <setting> ( to | '=' | from current ) [<value>] | as <string> | "
      + "return <expr> | window | support <function> )",
    "settingvalue": "<setting> ( to | '=' ) ( <value> ,... | default )",
    "grantee": "( [group] <role> | public | current_user | session_user )",
    "privileges":
      "( ( ( select | insert | update | delete | usage | execute | "
      + "references | truncate | trigger | create | connect | temporary | maintain ) [ '(' <column> ,... ')' ] ) ,... | "
      + "all [privileges] [ '(' <column> ,... ')' ] )",
    "granttarget":
      "( [table] <relation> ,... | all ( tables | sequences | functions | procedures | routines ) in schema "
      + "<schema> ,... | schema <schema> ,... | sequence <sequence> ,... | ( function | procedure | routine ) "
      + "( <function> [ '(' [<args>] ')' ] ) ,... | database <database> ,... | type <type> ,... | domain <type> ,... | "
      + "language <language> ,... | tablespace <tablespace> ,... | foreign server <server> ,... | "
      + "foreign data wrapper <wrapper> ,... )",
    "defaulttarget": "( tables | sequences | functions | routines | types | schemas )",
    "roleoption":
      "( login | password <string> | createdb | superuser | createrole | replication | inherit | bypassrls | "
      + "nologin | nosuperuser | nocreatedb | nocreaterole | noinherit | noreplication | nobypassrls | "
      + "connection limit <number> | valid until <string> | in role <role> ,... | role <role> ,... | "
      + "admin <role> ,... | encrypted password <string> )",
    "copyoption":
      "( format ( csv | text | binary ) | header [true | false | match] | delimiter <string> | null <string> | "
      + "quote <string> | escape <string> | encoding <string> | freeze [true | false] | "
      + "force_quote ( '*' | '(' <column> ,... ')' ) | force_not_null '(' <column> ,... ')' | "
      + "force_null '(' <column> ,... ')' )",
    "transactionmode": "( isolation level ( serializable | repeatable read | read committed | read uncommitted ) | "
      + "read only | read write | deferrable | not deferrable )",
  ]
}
