"""The store's stamp, its clock, and what the application may do with the small shared tables."""

import hashlib
import os
from typing import Any

from django.conf import settings
from django.db import migrations

from rourou.foundation.tenancy import rls

FUNCTIONS = [
    # A live store has no clock of its own (a CHECK), so there this is now().
    """create function tenancy_now() returns timestamptz language sql stable set search_path = pg_catalog, public as
    $$ select coalesce((select clock_at from public.tenancy_store where id = 1), now()) $$""",
    """create function tenancy_today() returns date language sql stable set search_path = pg_catalog, public as
    $$ select (public.tenancy_now() at time zone 'Pacific/Auckland')::date $$""",
    """create function tenancy_may_load() returns boolean language sql stable set search_path = pg_catalog, public as
    $$ select stamp <> 'live' from public.tenancy_store where id = 1 $$""",
    # unaccent is only stable by declaration; its rules never change in a running store.
    """create function tenancy_fold(text) returns text language sql immutable strict parallel safe
    set search_path = pg_catalog, public as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$""",
]


def stamp(_apps: Any, schema_editor: Any) -> None:
    """Written once, before the first table about people; `rourou demo`, the tests and simulate say what they make."""
    seed = os.environ.get("ROUROU_SEED", "")
    key = hashlib.sha256(b"public ids of " + seed.encode()).digest()[:16] if seed else os.urandom(16)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "insert into tenancy_store (id, stamp, ids_key, seed, clock_at, made_at) values (1, %s, %s, %s, null, now())",
            [settings.ROUROU_STAMP, key, seed],
        )


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = [
        migrations.RunPython(stamp, migrations.RunPython.noop),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in FUNCTIONS),
        rls.shared("tenancy_store", write=False),
        rls.shared(
            "tenancy_user", "tenancy_session", "tenancy_cluster", "tenancy_organisation", "tenancy_clustermembership",
            "tenancy_post", "tenancy_calendarperiod", "tenancy_closedday",
        ),
    ]  # fmt: skip
