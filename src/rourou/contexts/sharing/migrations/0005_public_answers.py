"""What stands for the four questions, for one statement of an upper context: the same rows, under the same locks."""

from django.db import migrations

ANSWERS = """
create view sharing_public_answer with (security_invoker = true) as
    select cluster_id, learner_id, custodian_id, question, answer, until_on, confirmed_at is not null as is_confirmed
    from sharing_consent
    where ended_at is null and answer <> 'not_today' and (until_on is null or until_on >= (select tenancy_today()));
grant select on sharing_public_answer to app
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_handover_reach")]

    operations = [migrations.RunSQL(ANSWERS, "drop view sharing_public_answer")]
