extension SQLMutator {
  static let statements = [
    "select o.id, c.name, count(*) filter (where o.total > 1e3) from orders o join customers c on c.id = o.customer_id where o.note ~* E'a\\'b' group by 1, 2 having sum(o.total) >= .5 order by 3 desc nulls last limit 10 offset 1_0",
    "with recursive tree (id, depth) as (select id, 1 from customers where parent is null union all select c.id, t.depth + 1 from customers c join tree t on t.id = c.parent) search depth first by id set path select * from tree",
    "insert into orders (id, customer_id, total) values (1, 2, 3.5), (2, default, $1) on conflict (id) do update set total = excluded.total where orders.total <> excluded.total returning *, (select name from customers)",
    "update orders o set (total, note) = (select sum(x), $$it's$$ from generate_series(1, 3) with ordinality as g (x, n)) from customers c where c.id = o.customer_id",
    "merge into orders o using customers c on o.customer_id = c.id when matched and o.total > 1 then update set note = c.name when not matched then insert (id) values (c.id)",
    "create or replace function f(a int default 1, variadic b text[]) returns table (x int, y text) language plpgsql as $body$ declare r record; begin for r in select * from orders where id = a loop return next; end loop; exception when others then raise notice '%', sqlerrm; end $body$",
    "create function g(a int) returns int begin atomic select a; select case when a > 1 then 2 else 3 end; end",
    "create table if not exists t (id bigint generated always as identity primary key, name text not null default 'x' check (name <> ''), c int references customers (id) on delete cascade, unique (name, c)) partition by range (id)",
    "select x.*, row_number() over w, lag(a) over (partition by b order by c rows between 1 preceding and current row) from lateral (select 1 as a, 2 as b, 3 as c) x window w as (partition by a)",
    "select * from json_table('[1]', '$[*]' columns (a int path '$', nested path '$.b' columns (c text))) j, xmltable('/a' passing '<a/>' columns b text path '.') x, rows from (f(1), g(2)) as r (p, q)",
    "select array[1, 2][1:2], (row (1, 'a')).f1, a::numeric(10, 2), cast(b as text), interval '1' day, U&'d\\0061t\\+000061' uescape '!', b'01', x'1F', 0x1F, 1e-5, :name, :'name', $1, -- comment\n/* nested /* comment */ */ 1 <@ 2, not a is distinct from b, a between 1 and 2 and c like 'x%' escape '!' from \"Quoted \"\"name\"\"\"",
    "alter table orders add column extra jsonb, drop constraint if exists k, alter column total type numeric using total::numeric, rename to o2",
    "grant select (id, name), update on table customers to ada with grant option",
    "create policy p on orders for select to public using (customer_id = current_setting('app.customer')::int)",
    "select grouping sets ((a), (b)), rollup (a, b) from orders group by grouping sets ((a), cube (b, c)) union all (select 1, 2 except select 3, 4) fetch first 3 rows with ties for update skip locked",
    "copy orders (id, total) from stdin with (format csv);\n1,2\n3,'4\n\\.\n",
    "\\d orders\n\\copy orders to 'file.csv' csv; x\nselect 1 \\gx\nselect 2\\; select 3",
    "explain (analyze, buffers) delete from only orders using customers c where c.id = customer_id and exists (select from orders i where i.id = orders.id)",
    "do $$ begin execute format('create table %I (a int)', 'x'); perform 1; end $$; set search_path to public, \"$user\"; begin isolation level serializable; commit",
  ]
}
