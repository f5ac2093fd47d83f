"""The index by name holds all that a list shows of a learner, so that a list or a search reads nothing beside it."""

from django.db import migrations, models

COVERED = ["search", "sensitivity", "name", "called", "say_it", "year_level"]
SORTED = models.Index(fields=["cluster_id", "sort_key", "id"], include=COVERED, name="people_learner_sorted")


class Migration(migrations.Migration):
    dependencies = [("people", "0005_public_placing")]

    operations = [
        migrations.RemoveIndex("learner", "people_learner_sorted"),
        migrations.AddIndex("learner", SORTED),
    ]
