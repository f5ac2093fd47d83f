"""Who reaches handovers, and the facts function with them."""

from importlib import import_module

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

HANDOVERS = """
    union all
    select h.learner_id, 'handover', jsonb_build_object('id', h.id, 'custodian', h.custodian_id,
        'to', h.to_organisation_id, 'categories', h.categories, 'from', h.from_on, 'until', h.until_on,
        'moves', h.moves_on, 'accepted', h.accepted_at, 'ended', h.ended_at)
    from public.sharing_handover h where h.cluster_id = p_cluster and h.learner_id = any(p_subjects) $$"""

# The function of 0002 with one more kind of fact, so that neither text can drift from the other.
FACTS = (
    import_module("rourou.contexts.sharing.migrations.0002_reach")
    .FACTS.replace("create function", "create or replace function")
    .removesuffix(" $$")
) + HANDOVERS


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_handover")]

    operations = [
        policies.fact(
            "sharing_handover",
            category=Category.LOCATION,
            columns=(
                "id", "learner_id", "custodian_id", "to_organisation_id", "categories", "from_on", "moves_on",
                "until_on", "accepted_at", "ended_at",
            ),
        ),
        rls.of_cluster("sharing_handover"),
        rls.key("sharing_handover", "learner_id", "people_learner"),
        migrations.RunSQL(
            [
                "grant create on schema public to compiler",
                "set role compiler",
                FACTS,
                "reset role",
                "revoke create on schema public from compiler",
            ],
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
