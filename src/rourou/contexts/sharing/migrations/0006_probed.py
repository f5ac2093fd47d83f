"""What a person gave is theirs to read: whether they reach the learner is probed row by row."""

from django.db import migrations

from rourou.foundation.access import policies


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_public_answers")]

    operations = [policies.own("sharing_consent", person="given_by_user")]
