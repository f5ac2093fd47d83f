"""What an upper context may join in one statement: names, year, and the columns to sort and search by."""

from django.db import migrations

LEARNER = """
create view people_public_learner with (security_invoker = true) as
    select cluster_id, id, name, called, say_it, year_level, sort_key, search from people_learner;
grant select on people_public_learner to app
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_reach")]

    operations = [migrations.RunSQL(LEARNER, "drop view people_public_learner")]
