"""Where learners are today, for one statement of an upper context: a row is there only where the place may be known."""

from django.db import migrations

PLACING = """
create view people_public_placing with (security_invoker = true) as
    select e.cluster_id, e.learner_id, e.custodian_id, e.class_id, c.name as room
    from people_enrolment e
    left join people_schoolclass c on c.cluster_id = e.cluster_id and c.id = e.class_id
    where e.from_on <= (select tenancy_today())
      and (e.until_on is null or e.until_on >= (select tenancy_today()));
grant select on people_public_placing to app
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_places_for_pages")]

    operations = [migrations.RunSQL(PLACING, "drop view people_public_placing")]
