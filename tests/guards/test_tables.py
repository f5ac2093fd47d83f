"""Every table is one cluster's or the whole store's, protected, keyed by its cluster; each field is classed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.db import migrations
from django.db.migrations.loader import MigrationLoader

from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls
from rourou.foundation.tenancy.keys import ClusterForeignKey
from rourou.foundation.tenancy.tables import KEYED_OTHERWISE, OF_THE_STORE

# Tables of one cluster that no context owns: their fields are ids, codes and dates. Each with its reason.
UNCLASSED = {
    "audit_name": "the ledger's map of names; written by its functions alone",
    "audit_head": "the ends of the ledger's chains",
    "audit_entry": "the ledger: ledger names, codes and dates",
    "access_holder": "who can hold a grant: codes and ids",
    "access_grant": "what is derived from facts: codes, ids and dates",
    "access_bar": "what is derived from facts: codes, ids and dates",
    "access_protocol": "which versions are in force",
}
CLASSES = {c.name.lower() for c in Category} | {"care_and_protection", "operational"}
# A key written another way than by `rls.key`, with its reason.
KEYS_KEPT_OTHERWISE: dict[tuple[str, str], str] = {}


def placing_faults(tables: Mapping[str, bool], of_the_store: Iterable[str]) -> Iterator[str]:
    """`tables` says of each whether it has a cluster_id. A table in neither list is nobody's to protect."""
    store = set(of_the_store)
    for table, has_cluster in tables.items():
        if not has_cluster and table not in store:
            yield f"{table} names no cluster and is not listed as a table of the whole store"


def privacy_faults(
    name: str, fields: Iterable[str], classed: Mapping[str, Iterable[str]], *, relations: Iterable[str] = ()
) -> Iterator[str]:
    """Each field stands in exactly one class, and each class is a category or operational. Relations may stand too."""
    seen: dict[str, str] = {}
    for kind, names in classed.items():
        if kind not in CLASSES:
            yield f"{name} has a class {kind} that is no category"
        for field in names:
            if field in seen:
                yield f"{name}.{field} is both {seen[field]} and {kind}"
            seen[field] = kind
    known = set(fields)
    yield from (f"{name}.{field} has no class" for field in sorted(known - seen.keys()))
    yield from (
        f"{name}.{field} is classed and does not exist" for field in sorted(seen.keys() - known - set(relations))
    )


def statements(migration: migrations.Migration) -> Iterator[str]:
    """The SQL of a migration's own operations, generated for a live store."""
    for operation in migration.operations:
        if isinstance(operation, migrations.RunSQL):
            yield from ([operation.sql] if isinstance(operation.sql, str) else map(str, operation.sql))
        elif isinstance(operation, rls.Statements):
            yield from operation.build("now()")


def protected_in(sql: str) -> set[str]:
    return set(re.findall(r"alter table (\w+) force row level security", sql))


def keys_in(sql: str) -> set[tuple[str, str, str]]:
    """(table, column, target) of composite keys."""
    own = r"alter table (\w+) add constraint \w+\s+foreign key \(cluster_id, (\w+)\)"
    return set(re.findall(own + r"\s+references (\w+) \(cluster_id, id\)", sql))


def key_faults(wanted: Iterable[tuple[str, str, str]], kept: set[tuple[str, str, str]]) -> list[str]:
    return sorted(f"{t}.{c} points to {to} and PostgreSQL does not keep the key" for t, c, to in set(wanted) - kept)


@pytest.fixture(scope="module")
def models() -> list[Any]:
    return [m for m in apps.get_models(include_auto_created=True) if not m._meta.proxy]


@pytest.fixture(scope="module")
def sql() -> str:
    loader = MigrationLoader(None)
    ours = [
        m
        for (label, _name), m in loader.disk_migrations.items()
        if apps.get_app_config(label).name.startswith("rourou")
    ]
    return "\n".join(statement for migration in ours for statement in statements(migration))


def _columns(model: Any) -> set[str]:
    return {f.name for f in model._meta.get_fields() if f.concrete} - {"pk"}


def _relations(model: Any) -> set[str]:
    return {f.name for f in model._meta.get_fields() if isinstance(f, ClusterForeignKey)}


def _of_a_cluster(models: Iterable[Any]) -> list[Any]:
    return [m for m in models if "cluster_id" in _columns(m) and m._meta.db_table not in OF_THE_STORE]


def test_every_table_is_placed(models: list[Any]) -> None:
    assert list(placing_faults({m._meta.db_table: "cluster_id" in _columns(m) for m in models}, OF_THE_STORE)) == []


def test_no_line_of_the_lists_is_stale(models: list[Any]) -> None:
    tables = {m._meta.db_table for m in models}
    assert set(OF_THE_STORE) - tables - {"django_migrations"} == set()
    assert (set(KEYED_OTHERWISE) | set(UNCLASSED)) - tables == set()


def test_every_table_of_a_cluster_is_protected(models: list[Any], sql: str) -> None:
    protected = protected_in(sql)
    assert [m._meta.db_table for m in _of_a_cluster(models) if m._meta.db_table not in protected] == []


def test_every_field_of_a_cluster_s_table_is_classed(models: list[Any]) -> None:
    found = []
    for model in _of_a_cluster(models):
        if model._meta.db_table not in UNCLASSED:
            manifest = {k: v for k, v in vars(getattr(model, "Privacy", object)).items() if not k.startswith("_")}
            found += list(privacy_faults(model.__name__, _columns(model), manifest, relations=_relations(model)))
    assert found == []


def test_every_table_of_a_cluster_is_keyed_by_it(models: list[Any]) -> None:
    single = {"audit_head", "access_protocol"}  # one row for each cluster
    for model in _of_a_cluster(models):
        table = model._meta.db_table
        if table not in KEYED_OTHERWISE.keys() | single:
            assert getattr(model._meta.pk, "field_names", ("",))[0] == "cluster_id", table
        for constraint in model._meta.constraints:
            if hasattr(constraint, "fields") and constraint.fields:
                assert constraint.fields[0] == "cluster_id", f"{table}: {constraint.name}"


def _wanted(models: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    for model in _of_a_cluster(models):
        table = model._meta.db_table
        for field in model._meta.get_fields():
            if isinstance(field, ClusterForeignKey):
                yield table, field.column_name, field.related_model._meta.db_table
            elif (target := getattr(field, "rourou_key_to", "")) and not target.startswith("tenancy."):
                yield table, field.name, target.lower().replace(".", "_")


def test_every_key_between_tables_of_a_cluster_is_kept_by_postgresql(models: list[Any], sql: str) -> None:
    wanted = {w for w in _wanted(models) if w[:2] not in KEYS_KEPT_OTHERWISE}
    assert len(wanted) > 20
    assert key_faults(wanted, keys_in(sql)) == []


# Each check sees a fault that is planted.


def test_the_check_of_places_sees_a_table_in_neither_list() -> None:
    assert list(placing_faults({"people_secret": False, "people_learner": True}, OF_THE_STORE)) != []
    assert list(placing_faults({"tenancy_user": False, "people_learner": True}, OF_THE_STORE)) == []


def test_the_check_of_classes_sees_no_class_two_classes_and_a_word_that_is_none() -> None:
    assert list(privacy_faults("X", ["id", "secret"], {"operational": {"id"}})) == ["X.secret has no class"]
    assert list(privacy_faults("X", ["id"], {"operational": {"id"}, "needs": {"id"}})) != []
    assert list(privacy_faults("X", ["id"], {"whatever": {"id"}})) != []
    assert list(privacy_faults("X", ["id"], {"operational": {"id", "gone"}})) != []
    assert list(privacy_faults("X", ["id"], {"operational": {"id"}})) == []


def test_the_check_of_keys_sees_one_that_is_not_kept() -> None:
    kept = keys_in("alter table a add constraint k foreign key (cluster_id, b_id) references b (cluster_id, id)")
    assert kept == {("a", "b_id", "b")}
    assert key_faults([("a", "b_id", "b")], kept) == []
    assert key_faults([("a", "c_id", "c")], kept) != []
    assert keys_in("alter table a add constraint k foreign key (b_id) references b (id)") == set()


def test_the_check_of_protection_sees_a_table_that_is_only_enabled() -> None:
    assert protected_in("alter table a enable row level security") == set()
    assert protected_in("alter table a force row level security; x") == {"a"}
