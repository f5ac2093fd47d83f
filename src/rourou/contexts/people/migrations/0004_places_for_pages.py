"""Where learners are and which classes there are, for a page that joins several contexts; row security kept."""

from django.db import migrations

VIEWS = """
create view people_public_enrolment with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, class_id, from_on, until_on, sensitivity from people_enrolment;
create view people_public_class with (security_invoker = true) as
    select cluster_id, id, organisation_id, name, starts_on, ends_on from people_schoolclass;
grant select on people_public_enrolment, people_public_class to app
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_public_views")]

    operations = [migrations.RunSQL(VIEWS, "drop view people_public_enrolment, people_public_class")]
