"""Who reaches rounds, suggestions and promises; keys; a ledger of hours that nobody can change."""

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

OF_CLUSTER = ("allocation_round", "allocation_suggestion", "allocation_hours_balance")
OF_LEARNER = ("allocation_roundrequest", "allocation_suggestionline", "allocation_hoursentry")


class Migration(migrations.Migration):
    dependencies = [("allocation", "0001_initial"), ("directory", "0002_reach"), ("referrals", "0002_reach")]

    operations = [
        *(rls.protect(table) for table in OF_CLUSTER),
        *(policies.about_learner(table, category=Category.SUPPORTS) for table in OF_LEARNER),
        *(rls.of_cluster(table) for table in (*OF_CLUSTER, *OF_LEARNER)),
        *(rls.key(table, "learner_id", "people_learner") for table in OF_LEARNER),
        *(rls.key(table, "referral_id", "referrals_referral") for table in OF_LEARNER),
        *(rls.key(table, "round_id", "allocation_round") for table in (
            "allocation_roundrequest", "allocation_suggestion", "allocation_hoursentry",
        )),
        rls.key("allocation_hours_balance", "service_id", "directory_service"),
        rls.key("allocation_hoursentry", "service_id", "directory_service"),
        migrations.RunSQL(
            [
                "revoke update, delete on allocation_hoursentry from app",
                "revoke delete on allocation_hours_balance, allocation_suggestion from app",
            ],
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
