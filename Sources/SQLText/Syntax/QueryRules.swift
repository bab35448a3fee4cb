/// Queries, and what parentheses inside them take, in the words of PostgreSQL's synopses. Items of lists may be missing: they are being written.
enum QueryRules {
  static let statement = "[<with>] ( <select> | <insert> | <update> | <delete> | <merge> )"

  /// What a CREATE TABLE AS or CREATE VIEW is made of.
  static let definition = statement + " [with ( no data | data | [local | cascaded] check option )]"

  /// Behind OVER, and behind AS in WINDOW.
  static let window =
    "[<new>] [partition by [<expr>] ,...] [order by [<sortkey>] ,...] "
    + "[( ( rows between | range between | groups between ) <bound> [and <bound>] | ( rows | range | groups ) <bound> ) "
    + "[exclude ( current row | group | ties | no others )]]"
  static let filter = "where <expr>"
  static let withinGroup = "order by [<sortkey>] ,..."
  static let values = "[<expr>] ,..."

  /// Arguments of calls that have words of their own.
  static let calls: [String: String] = {
    var calls = [
      "cast": "<expr> as <type>",
      "extract": "<any> from <expr>",
      "substring": "<expr> ( from <expr> [for <expr>] | for <expr> [from <expr>] | ',' [<expr>] ,... )",
      "trim": "[both | leading | trailing] [<expr>] [from <expr>]",
      "overlay": "<expr> placing <expr> from <expr> [for <expr>]",
      "position": "<expr> in <expr>",
    ]
    for name in [
      "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "xmlagg",
    ] {
      calls[name] = "[distinct | all] [<expr>] ,... [order by [<sortkey>] ,...]"
    }
    return calls
  }()

  static let parts: [String: String] = [
    "select": "<simple> { ( union [all | distinct] | intersect [all | distinct] | except [all | distinct] ) <simple> } "
      + "[order by [<sortkey>] ,...] { <tail> }",
    "simple": "( select [distinct [on '(' [<args>] ')'] | all] [ [<output>] ,... ] "
      + "[into [temporary | temp | unlogged] [table] <new>] [from [<fromitem>] ,...] [where <expr>] "
      + "[group by [distinct | all] [<group>] ,...] [having <expr>] [window ( <new> as '(' [<args>] ')' ) ,...] | "
      + "values ( '(' [<args>] ')' ) ,... | table [only] <relation> | '(' [<args>] ')' )",
    "tail": "( limit ( <expr> | all ) | offset <expr> [rows | row] | "
      + "fetch ( first | next ) [<number>] ( rows only | rows with ties | row only | row with ties ) | "
      + "for ( update | share | no key update | key share ) [of <source> ,...] [skip locked | nowait] )",
    "output": "<expr> [as <new>]",
    "group": "( <expr> | ( grouping sets | rollup | cube ) '(' [<args>] ')' )",
    "sortkey": "<expr> [desc | asc] [nulls last | nulls first]",
    "fromitem": "<primary> { <join> }",
    "primary": "( [lateral] '(' [<args>] ')' | [only] <relation> ['*'] | "
      + "[lateral] ( <function> | rows from ) '(' [<args>] ')' [with ordinality] ) <alias> "
      + "[tablesample ( bernoulli | system | <any> ) '(' [<args>] ')' [repeatable '(' [<args>] ')']]",
    "alias": "[ <new> [ '(' [<args>] ')' ] | as <new> [ '(' [<args>] ')' ] | as '(' [<args>] ')' ]",
    // A join may wait for its condition while another is made.
    "join": "( <joined> <primary> [ <joined> <primary> <condition> ] <condition> | cross join <primary> | "
      + "natural [inner | left ( join | outer join ) | right ( join | outer join ) | full ( join | outer join )] "
      + "join <primary> )",
    "joined": "( join | left ( join | outer join ) | inner join | right ( join | outer join ) | "
      + "full ( join | outer join ) )",
    "condition": "( on <expr> | using '(' [<args>] ')' [as <new>] )",
    "insert": "insert into <relation> [as <new>] [ '(' [<args>] ')' ] "
      + "[overriding system value | overriding user value] ( default values | [<with>] <select> ) "
      + "[on conflict ( do nothing | '(' [<args>] ')' [where <expr>] <resolution> | "
      + "on constraint <constraint> <resolution> )] <returning>",
    "resolution": "( do update set [<assignment>] ,... [where <expr>] | do nothing )",
    "with": "with [recursive] <named> ,...",
    "named": "<new> [ '(' [<args>] ')' ] as [materialized | not materialized] '(' [<args>] ')' "
      + "[search ( depth | breadth ) first by <column> ,... set <new>] "
      + "[cycle <column> ,... set <new> [to <expr> default <expr>] using <new>]",
    "assignment": "( <column> '=' <expr> | '(' [<args>] ')' '=' <expr> )",
    "update": "update [only] <relation> ['*'] <alias> set [<assignment>] ,... [from [<fromitem>] ,...] "
      + "[where <expr> | where current of <cursor>] <returning>",
    "delete": "delete from [only] <relation> ['*'] <alias> [using [<fromitem>] ,...] "
      + "[where <expr> | where current of <cursor>] <returning>",
    "merge": "merge into [only] <relation> ['*'] <alias> using <primary> on <expr> "
      + "{ ( when matched then | when matched and <expr> then ) <change> | "
      + "<unmatched> ( insert [ '(' [<args>] ')' ] [overriding system value | overriding user value] "
      + "( values '(' [<args>] ')' | default values ) | do nothing ) | "
      + "( when not matched by source then | when not matched by source and <expr> then ) <change> } "
      + "<returning>",
    "change": "( update set [<assignment>] ,... | delete | do nothing )",
    "unmatched": "( when not matched then | when not matched and <expr> then | when not matched by target then | "
      + "when not matched by target and <expr> then )",
    "returning": "[returning [<output>] ,...]",
    "bound": "( unbounded preceding | unbounded following | current row | <expr> ( preceding | following ) )",
  ]
}
