"""Who reaches the tables of meetings, and the keys between them."""

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

CLUSTER_TABLES = (
    "meetings_hui", "meetings_item", "meetings_invitation", "meetings_attendance", "meetings_declaredinterest",
    "meetings_resolution", "meetings_minutes", "meetings_confirmation", "meetings_correction",
)  # fmt: skip
LEARNER_TABLES = ("meetings_nameditem", "meetings_decision", "meetings_namedcorrection")
OF_HUI = (
    "meetings_item", "meetings_nameditem", "meetings_invitation", "meetings_attendance", "meetings_declaredinterest",
    "meetings_decision", "meetings_resolution", "meetings_minutes", "meetings_correction", "meetings_namedcorrection",
)  # fmt: skip
OF_ITEM = (
    "meetings_nameditem", "meetings_declaredinterest", "meetings_decision", "meetings_resolution",
    "meetings_namedcorrection",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("allocation", "0002_reach"), ("sharing", "0004_handover_reach")]

    operations = [
        *(rls.protect(table) for table in CLUSTER_TABLES),
        *(policies.about_learner(table, category=Category.SUPPORTS) for table in LEARNER_TABLES),
        *(rls.of_cluster(table) for table in (*CLUSTER_TABLES, *LEARNER_TABLES)),
        *(rls.key(table, "learner_id", "people_learner") for table in LEARNER_TABLES),
        *(rls.key(table, "hui_id", "meetings_hui") for table in OF_HUI),
        *(rls.key(table, "item_id", "meetings_item") for table in OF_ITEM),
        rls.key("meetings_confirmation", "minutes_id", "meetings_minutes"),
        rls.key("meetings_minutes", "confirmed_at_hui_id", "meetings_hui"),
        *(
            rls.key(table, "protocol_id", "sharing_protocol")
            for table in ("meetings_hui", "meetings_decision", "meetings_resolution")
        ),
        rls.key("meetings_nameditem", "referral_id", "referrals_referral"),
        rls.key("meetings_decision", "referral_id", "referrals_referral"),
        rls.key("meetings_decision", "service_id", "directory_service"),
        rls.key("meetings_hui", "round_id", "allocation_round"),
    ]
