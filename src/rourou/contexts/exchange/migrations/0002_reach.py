"""Who reaches the tables of the importers, and the keys between them."""

from django.db import migrations

from rourou.foundation.access import covering, policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

STAFF = f"{covering.HAT} & 1 <> 0"
OURS = f"cluster_id = {rls.SCOPE} and organisation_id = {covering.ORGANISATION} and {STAFF}"


def ours(table: str, rule: str) -> list[str]:
    """A table of one organisation's own staff, whoever else is in the cluster."""
    return [
        *rls.enable(table),
        f"create policy {table}_ours on {table} to app using ({rule}) with check ({rule})",
        f"grant select, insert, update, delete on {table} to app",
    ]


def rows(now: str) -> list[str]:
    """What was checked is the person's who checked it; once it has expired a colleague's next check sweeps it away."""
    mine = f"{OURS} and (person_id = {covering.PERSON} or expires_at <= {now})"
    return [*ours("exchange_run", OURS), *ours("exchange_checkedrow", mine)]


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("people", "0002_reach")]

    operations = [
        rls.statements(rows),
        policies.about_learner("exchange_loadedlearner", category=Category.IDENTITY),
        rls.shared("exchange_progress", "exchange_schoolsrun"),
        *(rls.of_cluster(table) for table in ("exchange_run", "exchange_checkedrow", "exchange_loadedlearner")),
        rls.key("exchange_checkedrow", "run_id", "exchange_run"),
        rls.key("exchange_loadedlearner", "run_id", "exchange_run"),
        rls.key("exchange_loadedlearner", "learner_id", "people_learner"),
    ]
