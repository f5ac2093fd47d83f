"""Learners entered by a handful of ids are probed one by one; only an act that walks the list makes the whole list."""

from django.db import migrations

from rourou.foundation.access import policies


class Migration(migrations.Migration):
    dependencies = [("people", "0006_sorted_covers"), ("access", "0004_write_by_sets")]

    operations = [policies.learner("people_learner"), policies.own("people_whanaumember", person="user_id")]
