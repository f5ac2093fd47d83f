"""Where requests stand and when a hui talks about them, for a page that joins several contexts; row security kept."""

from django.db import migrations

VIEW = """
create view referrals_public_request with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, sensitivity, state, agreed_on, hui_on from referrals_referral;
grant select on referrals_public_request to app
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_unsent")]

    operations = [migrations.RunSQL(VIEW, "drop view referrals_public_request")]
