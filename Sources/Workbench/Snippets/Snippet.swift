/// A piece of SQL with places to fill in.
package struct Snippet: Sendable, Hashable {
  /// What is typed to find it.
  package var name: String
  /// With its placeholders filled in.
  package var text: String
  /// The placeholders in the order in which they are gone through.
  package var stops: [Stop]

  /// A placeholder, as UTF-8 offsets.
  package struct Stop: Sendable, Hashable {
    package var range: Range<Int>
    /// Where its number comes again: what is filled in is repeated there.
    package var echoes: [Range<Int>] = []

    /// Moves what starts at or behind an edge.
    mutating func shift(from edge: Int, by distance: Int) {
      func moved(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound < edge ? range : range.lowerBound + distance..<range.upperBound + distance
      }
      range = moved(range)
      echoes = echoes.map(moved)
    }
  }

  /// `source` holds placeholders as `${1:table}` and `$1`; `$0` is where the cursor ends. A number that comes again repeats what is filled in
  /// at its first place. `\$` is a dollar.
  package init(_ name: String, _ source: String) {
    self.name = name
    let reader = SnippetReader(source)
    (text, stops) = (reader.text, reader.stops)
  }

  /// What is wrong with a source, nil when nothing is.
  package static func problem(in source: String) -> String? {
    SnippetReader(source).unfinished.map { "the placeholder \($0) has no end: } is missing" }
  }

  /// Those that come with Perch.
  package static let own: [Snippet] = [
    Snippet("select from where", "select ${2:*}\nfrom ${1:table}\nwhere ${3:condition}$0"),
    Snippet(
      "select count by", "select ${2:column}, count(*)\nfrom ${1:table}\ngroup by ${2:column}\norder by count(*) desc$0"
    ),
    Snippet("select join", "select ${4:*}\nfrom ${1:table} a\njoin ${2:other} b on ${3:condition}$0"),
    Snippet("with query", "with ${1:name} as (\n  ${2:select}\n)\nselect ${3:*}\nfrom ${1:name}$0"),
    Snippet(
      "with recursive tree",
      "with recursive tree as (\n  select ${2:id}, 0 as depth\n  from ${1:table}\n  where ${3:parent_id is null}\n  union all\n"
        + "  select t.${2:id}, tree.depth + 1\n  from ${1:table} t\n  join tree on ${4:t.parent_id = tree.id}\n)\n"
        + "select *\nfrom tree$0"),
    Snippet("insert values", "insert into ${1:table} (${2:columns})\nvalues (${3:values})$0"),
    Snippet(
      "insert on conflict",
      "insert into ${1:table} (${2:columns})\nvalues (${3:values})\non conflict (${4:key}) do update\n"
        + "set ${5:column} = excluded.${5:column}$0"),
    Snippet("update where", "update ${1:table}\nset ${2:column} = ${3:value}\nwhere ${4:condition}$0"),
    Snippet("delete where", "delete from ${1:table}\nwhere ${2:condition}$0"),
    Snippet(
      "create table keyed",
      "create table ${1:name} (\n  id bigint generated always as identity primary key,\n  ${2:column} ${3:text} not null,\n"
        + "  created_at timestamptz not null default now()\n)$0"),
    Snippet("create index on", "create index concurrently on ${1:table} (${2:columns})$0"),
    Snippet("alter add column", "alter table ${1:table} add column ${2:name} ${3:text}$0"),
    Snippet(
      "create function plpgsql",
      "create or replace function ${1:name}(${2:arguments}) returns ${3:void}\nlanguage plpgsql as \\$\\$\nbegin\n"
        + "  ${4:return;}\nend\n\\$\\$$0"),
    Snippet("explain all", "explain (analyze, buffers, verbose)\n${1:statement}$0"),
    Snippet("begin rollback", "begin;\n${1:statement};\nrollback;$0"),
  ]
}
