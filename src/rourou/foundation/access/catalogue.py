"""What the database itself must say, table by table: row security, composite keys, who owns and who may do what.

`rourou verify` asks this of a store that runs; it reads PostgreSQL's own catalogue, never what the code meant to make.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rourou.foundation.tenancy.tables import KEYED_OTHERWISE, OF_THE_STORE

Ask = Callable[[str], list[tuple[Any, ...]]]
SERVING: Final = ("app", "counts")  # roles that sign in to serve people; the store's owner never does
_VERBS: Final = {"select": "r", "insert": "a", "update": "w", "delete": "d"}
_RELATION: Final = "c.relnamespace = 'public'::regnamespace"


@dataclass(frozen=True, slots=True)
class Table:
    """One table as the catalogue has it."""

    name: str
    columns: frozenset[str]
    is_enabled: bool
    is_forced: bool

    @property
    def is_of_a_cluster(self) -> bool:
        return "cluster_id" in self.columns and self.name not in OF_THE_STORE


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy; `verb` is r, a, w, d or * as PostgreSQL writes it."""

    table: str
    name: str
    verb: str
    roles: tuple[str, ...]
    using: str
    check: str

    @property
    def text(self) -> str:
        return f"{self.using} {self.check}"


@dataclass(frozen=True, slots=True)
class Right:
    """A role may do something with a table, by grants on the table or on columns of it."""

    table: str
    role: str
    verb: str


_TABLES: Final = f"""
select c.relname::text, array_agg(a.attname::text), c.relrowsecurity, c.relforcerowsecurity
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where {_RELATION} and c.relkind in ('r', 'p') group by c.oid order by 1
"""
_POLICIES: Final = f"""
select c.relname::text, p.polname::text, p.polcmd::text,
    array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r),
    coalesce(pg_get_expr(p.polqual, p.polrelid), ''), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
from pg_policy p join pg_class c on c.oid = p.polrelid where {_RELATION} and p.polpermissive order by 1, 2
"""
_RIGHTS: Final = f"""
select c.relname::text, r.rolname::text, v.verb
from pg_class c cross join pg_roles r cross join unnest(array['select', 'insert', 'update', 'delete']) v (verb)
where {_RELATION} and c.relkind in ('r', 'p') and r.rolname = any(array['app', 'counts'])
  and case when v.verb = 'delete' then has_table_privilege(r.oid, c.oid, v.verb)
      else has_any_column_privilege(r.oid, c.oid, v.verb) end
order by 1, 2, 3
"""
# First columns of keys: {table: (name, kind)}. A key without cluster_id in front names nobody's cluster.
_UNIQUE: Final = f"""
select c.relname::text, i.relname::text, x.indisprimary, coalesce(a.attname::text, '')
from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
where {_RELATION} and c.relkind in ('r', 'p') and x.indisunique order by 1, 2
"""
_FOREIGN: Final = f"""
select c.relname::text, k.conname::text, t.relname::text, a.attname::text, b.attname::text
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
join pg_attribute b on b.attrelid = t.oid and b.attnum = k.confkey[1]
where {_RELATION} and k.contype = 'f' order by 1, 2
"""
_PUBLIC: Final = f"""
select c.relname::text from pg_class c
where {_RELATION} and c.relkind in ('r', 'p', 'v', 'm', 'S')
  and (exists (select 1 from aclexplode(c.relacl) g where g.grantee = 0)
    or exists (select 1 from pg_attribute a cross join lateral aclexplode(a.attacl) g
        where a.attrelid = c.oid and g.grantee = 0))
order by 1
"""
_ROLES: Final = """
select r.rolname::text, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
    (select count(*) from pg_class c where c.relowner = r.oid)
        + (select count(*) from pg_proc p where p.proowner = r.oid)
        + (select count(*) from pg_namespace n where n.nspowner = r.oid)
        + (select count(*) from pg_database d where d.datdba = r.oid),
    coalesce((select string_agg(g.rolname, ', ') from pg_auth_members m join pg_roles g on g.oid = m.roleid
        where m.member = r.oid), '')
from pg_roles r where r.rolname = any(array['app', 'counts', 'owner', 'compiler']) order by 1
"""
_DEFINERS: Final = """
select p.proname::text, coalesce(array_to_string(p.proconfig, ' '), ''),
    p.proacl is null or exists (select 1 from aclexplode(p.proacl) g where g.grantee = 0)
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prosecdef
  and not exists (
    select 1 from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
order by 1
"""
_FACT_TRIGGERS: Final = """
select c.relname::text, t.tgname::text, t.tgenabled::text, encode(t.tgargs, 'escape')
from pg_trigger t join pg_class c on c.oid = t.tgrelid
where t.tgfoid = to_regproc('public.access_fact_changed') order by 1, 2
"""
_VIEWS: Final = f"""
select c.relname::text from pg_class c
where {_RELATION} and c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by 1
"""


def faults(ask: Ask, *, is_live: bool) -> Iterator[str]:
    """Everything in the catalogue that should be otherwise, a sentence each."""
    tables = [Table(name, frozenset(columns), on, forced) for name, columns, on, forced in ask(_TABLES)]
    policies = [Policy(t, n, v, tuple(r), u, c) for t, n, v, r, u, c in ask(_POLICIES)]
    rights = [Right(*row) for row in ask(_RIGHTS)]
    yield from placed(tables)
    yield from secured(tables)
    yield from keyed(tables, ask(_UNIQUE), ask(_FOREIGN))
    yield from governed(tables, policies, rights)
    yield from timed(policies, is_live=is_live)
    yield from trusted(ask(_ROLES), [name for (name,) in ask(_PUBLIC)], ask(_DEFINERS))
    yield from marked(ask(_FACT_TRIGGERS))
    for (view,) in ask(_VIEWS):
        yield f"view {view} reads with its owner's rights, not with its reader's"


def fact_tables(ask: Ask) -> list[tuple[str, str]]:
    """Tables that grants are derived from, each with the column that names the learner."""
    found = {(table, argument.split("\\000")[0]) for table, _name, _enabled, argument in ask(_FACT_TRIGGERS)}
    return sorted(found)


def placed(tables: Iterable[Table]) -> Iterator[str]:
    """Every table belongs to one cluster, or is known to belong to the whole store."""
    for table in tables:
        if "cluster_id" not in table.columns and table.name not in OF_THE_STORE:
            yield f"table {table.name} names no cluster and is not known as a table of the whole store"


def secured(tables: Iterable[Table]) -> Iterator[str]:
    """Row security is on, and forced, on every table of a cluster."""
    for table in tables:
        if table.is_of_a_cluster and not table.is_enabled:
            yield f"table {table.name}: row security is off"
        elif table.is_of_a_cluster and not table.is_forced:
            yield f"table {table.name}: row security is not forced on its owner"


def keyed(
    tables: Iterable[Table], unique: Sequence[tuple[Any, ...]], foreign: Sequence[tuple[Any, ...]]
) -> Iterator[str]:
    """Every primary, unique and foreign key between tables of a cluster begins with the cluster."""
    ours = {t.name for t in tables if t.is_of_a_cluster}
    with_primary = {table for table, _index, is_primary, _column in unique if is_primary}
    for table in sorted(ours - with_primary):
        yield f"table {table} has no primary key"
    for table, index, is_primary, column in unique:
        if table in ours - KEYED_OTHERWISE.keys() and column != "cluster_id":
            kind = "primary key" if is_primary else "unique index"
            yield f"table {table}: the {kind} {index} does not begin with cluster_id"
    for table, name, target, column, their in foreign:
        both_ours = table in ours and target in ours - KEYED_OTHERWISE.keys()
        if both_ours and (column, their) != ("cluster_id", "cluster_id"):
            yield f"table {table}: the key {name} to {target} does not begin with cluster_id"


def governed(tables: Sequence[Table], policies: Sequence[Policy], rights: Iterable[Right]) -> Iterator[str]:
    """Whatever a serving role may do with a table of a cluster, a policy says with which rows; none is loose."""
    ours = {t.name: t for t in tables if t.is_of_a_cluster}
    covered = {
        (p.table, role, verb) for p in policies for role in p.roles for verb in ("rawd" if p.verb == "*" else p.verb)
    }
    for right in rights:
        if right.table in ours and (right.table, right.role, _VERBS[right.verb]) not in covered:
            yield f"table {right.table}: {right.role} may {right.verb} and no policy says which rows"
    for policy in policies:
        if policy.table in ours:
            yield from _loose(ours[policy.table], policy)


def _loose(table: Table, policy: Policy) -> Iterator[str]:
    """A policy names the cluster in force; on a table about a learner, a live grant and no bar too."""
    if "public" in policy.roles:
        yield f"table {table.name}: the policy {policy.name} is for everybody"
    if "app" not in policy.roles:
        return
    if "app.cluster" not in policy.text:
        yield f"table {table.name}: the policy {policy.name} does not ask for the cluster in force"
    if table.name.startswith("access_") or policy.verb == "a":
        return  # the tables of grants are read by holder; an insert is checked again by what may be read of it
    about_learner = {"learner_id", "subject_id"} & table.columns or table.name == "people_learner"
    if about_learner and not re.search(r"access_grant\b.*access_bar\b", policy.text, re.DOTALL):
        yield f"table {table.name}: the policy {policy.name} does not ask for a live grant and for no bar"


def timed(policies: Iterable[Policy], *, is_live: bool) -> Iterator[str]:
    """A date counts at the moment of reading: a live store's policies hold literally now()."""
    for policy in policies:
        about_time = "valid_until" in policy.text
        if is_live and "tenancy_now" in policy.text:
            yield f"table {policy.table}: the policy {policy.name} follows a clock of its own in a live store"
        elif is_live and about_time and "now()" not in policy.text:
            yield f"table {policy.table}: the policy {policy.name} compares dates with something else than now()"


def trusted(
    roles: Iterable[tuple[Any, ...]], to_everybody: Iterable[str], definers: Iterable[tuple[Any, ...]]
) -> Iterator[str]:
    """Who serves people owns nothing and passes no row security; nothing is open to everybody."""
    for name, is_super, bypasses, makes_roles, owned, member_of in roles:
        if is_super or bypasses or makes_roles:
            yield f"role {name} may pass row security or make roles"
        if name in SERVING and owned:
            yield f"role {name} owns {owned} things of this store"
        if name in SERVING and member_of:
            yield f"role {name} is a member of {member_of}"
    for relation in to_everybody:
        yield f"{relation} is open to every role"
    for name, settings, is_open in definers:
        if "search_path=" not in settings:
            yield f"function {name} runs with its owner's rights and fixes no search_path"
        if is_open:
            yield f"function {name} runs with its owner's rights and every role may call it"


def marked(triggers: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """A changed fact marks its learner as due, on each of the three verbs."""
    by_table: dict[str, set[str]] = {}
    for table, name, enabled, _argument in triggers:
        verbs = by_table.setdefault(table, set())
        if enabled == "O":
            verbs.add(name.rpartition("_")[2])
    for table, verbs in by_table.items():
        for verb in sorted({"insert", "update", "delete"} - verbs):
            yield f"table {table}: no trigger marks learners as due after {verb}"
