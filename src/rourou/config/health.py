"""Two doors for those who watch the process: is it up, and can it serve."""

from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse

from rourou.foundation.ui.middleware import open_to_all
from rourou.foundation.ui.pages import never_stored

_ready: Final[list[bool]] = []


@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return never_stored(HttpResponse("ok\n", content_type="text/plain"))


@open_to_all
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and every migration is applied; once seen, only the first is asked again."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        if not _ready and _unapplied():
            return never_stored(
                HttpResponse("migrations wait: run `rourou migrate`\n", status=503, content_type="text/plain")
            )
    except DatabaseError:
        return never_stored(HttpResponse("the database does not answer\n", status=503, content_type="text/plain"))
    _ready[:] = [True]
    return never_stored(HttpResponse("ready\n", content_type="text/plain"))


def _unapplied() -> bool:
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return bool(set(loader.disk_migrations) - set(loader.applied_migrations))
