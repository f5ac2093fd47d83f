"""What a page that gathers several contexts may join in one statement: goals and actions, row security kept."""

from django.db import migrations

VIEWS = """
create view plans_public_goal with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, sensitivity, plan_id, words, whose, steps, now, place
    from plans_goal where ended_at is null;
create view plans_public_action with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, sensitivity, plan_id, goal_id, who, what, "when", due_on, done_on,
        place from plans_action where ended_at is null;
grant select on plans_public_goal, plans_public_action to app
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_reach")]

    operations = [migrations.RunSQL(VIEWS, "drop view plans_public_goal, plans_public_action")]
