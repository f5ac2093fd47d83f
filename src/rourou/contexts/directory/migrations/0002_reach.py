"""Who reaches the tables of the directory: everybody of the cluster; and the keys between them."""

from django.db import migrations

from rourou.foundation.tenancy import rls


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("access", "0002_grants")]

    operations = [
        rls.protect("directory_service"),
        rls.protect("directory_hours"),
        rls.of_cluster("directory_service"),
        rls.of_cluster("directory_hours"),
        rls.key("directory_hours", "service_id", "directory_service"),
    ]
