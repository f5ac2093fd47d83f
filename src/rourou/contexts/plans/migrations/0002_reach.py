"""Who reaches the tables of plans, and the keys between them."""

from django.db import migrations

from rourou.foundation.access import covering, policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

TABLES = ("plans_plan", "plans_goal", "plans_action", "plans_planversion", "plans_suggestion")
# One adult’s suggestion is read by them and by staff. A restrictive policy can only narrow.
OWN_WORDS = f"{covering.HAT} & 2 = 0 or written_by = {covering.PERSON}"

VIEW = """
create view plans_public_plan with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, status, from_on, review_on from plans_plan where status <> 'ended';
grant select on plans_public_plan to app
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("people", "0002_reach")]

    operations = [
        *(policies.about_learner(table, category=Category.PLAN) for table in TABLES),
        migrations.RunSQL(
            f"create policy plans_suggestion_narrower on plans_suggestion as restrictive to app"
            f" using ({OWN_WORDS}) with check ({OWN_WORDS})",
            "drop policy plans_suggestion_narrower on plans_suggestion",
        ),
        *(rls.of_cluster(table) for table in TABLES),
        *(rls.key(table, "learner_id", "people_learner") for table in TABLES),
        *(rls.key(table, "plan_id", "plans_plan") for table in TABLES[1:]),
        rls.key("plans_action", "goal_id", "plans_goal"),
        migrations.RunSQL(VIEW, "drop view plans_public_plan"),
    ]
