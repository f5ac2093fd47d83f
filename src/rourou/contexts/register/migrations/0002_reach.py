"""Who reaches the tables of the register, the keys between them, and the views that upper contexts may join.

Three tables are read more narrowly than a grant alone would allow. A restrictive policy can only narrow: a row needs
the learner policy and this one. The same sentences stand in the managers of `models`, as the first of the two locks.
"""

from django.db import migrations

from rourou.foundation.access import covering, policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

FAMILY = f"{covering.HAT} & 2 <> 0"
STAFF = f"{covering.HAT} & 1 <> 0"
SYSTEM = f"{covering.HAT} & 4 <> 0"
INSIDE = f"custodian_id = {covering.ORGANISATION}"

NARROWER = {
    # Staff of the setting; whānau from the day on which they have heard it from somebody. Nobody else, whatever consent.
    "register_concern": f"({STAFF} and {INSIDE}) or ({FAMILY} and heard_at is not null) or {SYSTEM}",
    "register_concernreply": f"({STAFF} and {INSIDE}) or {SYSTEM}",
    # Each adult reads what they said; the learner’s words are read unless the learner keeps them.
    "register_voice": (f"not ({FAMILY}) or given_by = {covering.PERSON} or (speaker = 'learner' and not is_kept)"),
    # A promise made to one adult is that adult’s to read (decisions.md 18).
    "register_note": f"not ({FAMILY}) or promise = '' or promised_to_user = {covering.PERSON}",
}
LEARNER_TABLES = {
    "register_concern": Category.NEEDS, "register_concernreply": Category.NEEDS, "register_entry": Category.NEEDS,
    "register_strength": Category.STRENGTHS, "register_need": "category", "register_diagnosis": Category.HEALTH,
    "register_voice": Category.STRENGTHS, "register_note": "category", "register_response": Category.SUPPORTS,
}  # fmt: skip


def unplaced(_now: str) -> list[str]:
    """About no learner yet: the setting’s own staff, and nobody else."""
    own = f"cluster_id = {rls.SCOPE} and {INSIDE} and {STAFF}"
    return [
        *rls.enable("register_unplacedconcern"),
        f"create policy register_unplacedconcern_own on register_unplacedconcern to app using ({own}) with check ({own})",
        "grant select, insert, update, delete on register_unplacedconcern to app",
    ]


VIEWS = """
create view register_public_entry with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, status, tier, helps_first, next_on, next_what, opened_on
    from register_entry where status <> 'closed';
create view register_public_need with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, category, sensitivity, area, leaf, tier
    from register_need where ended_at is null;
grant select on register_public_entry, register_public_need to app
"""
# Soonest date first, a setting at a time; a row without a date comes last.
SOONEST = (
    "create index register_entry_soonest on register_entry"
    " (cluster_id, custodian_id, (coalesce(next_on, date '9999-12-31')), id) where status <> 'closed'"
)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial"), ("people", "0003_public_views")]

    operations = [
        *(policies.about_learner(table, category=category) for table, category in LEARNER_TABLES.items()),
        rls.statements(unplaced),
        *(
            migrations.RunSQL(
                f"create policy {table}_narrower on {table} as restrictive to app using ({rule}) with check ({rule})",
                f"drop policy {table}_narrower on {table}",
            )
            for table, rule in NARROWER.items()
        ),
        *(rls.of_cluster(table) for table in (*LEARNER_TABLES, "register_unplacedconcern")),
        *(rls.key(table, "learner_id", "people_learner") for table in LEARNER_TABLES),
        rls.key("register_concernreply", "concern_id", "register_concern"),
        rls.key("register_entry", "concern_id", "register_concern"),
        migrations.RunSQL(SOONEST, "drop index register_entry_soonest"),
        migrations.RunSQL(VIEWS, "drop view register_public_entry, register_public_need"),
    ]
