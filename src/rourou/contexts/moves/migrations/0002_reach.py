"""Who reaches moves: dates and stages are location, the pack is supports, week 6 is progress."""

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

TABLES = {
    "moves_move": Category.LOCATION,
    "moves_packline": Category.SUPPORTS,
    "moves_weeksix": Category.PROGRESS,
}


class Migration(migrations.Migration):
    dependencies = [("moves", "0001_initial"), ("people", "0002_reach"), ("sharing", "0004_handover_reach")]

    operations = [
        *(policies.about_learner(table, category=category) for table, category in TABLES.items()),
        *(rls.of_cluster(table) for table in TABLES),
        *(rls.key(table, "learner_id", "people_learner") for table in TABLES),
        rls.key("moves_move", "handover_id", "sharing_handover"),
        rls.key("moves_packline", "move_id", "moves_move"),
        rls.key("moves_weeksix", "move_id", "moves_move"),
    ]
