"""A question is its asker's, and of the staff of the organisation that it was put to. Nobody else reads it."""

from django.db import migrations

from rourou.foundation.access import covering
from rourou.foundation.tenancy import rls

TABLE = "stewardship_lookquestion"
ASKED = f"{covering.HAT} & 2 <> 0 and asked_by = {covering.PERSON}"
PUT_TO = f"{covering.HAT} & 1 <> 0 and organisation_id = {covering.ORGANISATION}"


def protect(_now: str) -> list[str]:
    """Askers write and read their own; the organisation reads and answers."""
    here = f"cluster_id = {rls.SCOPE}"
    return [
        *rls.enable(TABLE),
        f"create policy {TABLE}_read on {TABLE} for select to app using ({here} and (({ASKED}) or ({PUT_TO})))",
        f"create policy {TABLE}_insert on {TABLE} for insert to app with check ({here} and {ASKED})",
        f"create policy {TABLE}_update on {TABLE} for update to app using ({here} and {PUT_TO})"
        f" with check ({here} and {PUT_TO})",
        f"grant select, insert, update on {TABLE} to app",
    ]


class Migration(migrations.Migration):
    dependencies = [("stewardship", "0001_initial"), ("tenancy", "0002_store")]

    operations = [rls.statements(protect), rls.of_cluster(TABLE)]
