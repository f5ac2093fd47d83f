"""Who reaches requests for support, the keys between their tables, and a history that nobody can change."""

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

TABLES = ("referrals_referral", "referrals_referralstep", "referrals_referralpause", "referrals_referraltask")


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("people", "0002_reach")]

    operations = [
        *(policies.about_learner(table, category=Category.SUPPORTS) for table in TABLES),
        *(rls.of_cluster(table) for table in TABLES),
        *(rls.key(table, "learner_id", "people_learner") for table in TABLES),
        *(rls.key(table, "referral_id", "referrals_referral") for table in TABLES[1:]),
        rls.key("referrals_referral", "before_id", "referrals_referral"),
        migrations.RunSQL("revoke update, delete on referrals_referralstep from app", migrations.RunSQL.noop),
    ]
