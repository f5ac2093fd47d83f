"""What a page that gathers several contexts may join in one statement: the words of the register, row security kept."""

from django.db import migrations

VIEWS = """
create or replace view register_public_need with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, category, sensitivity, area, leaf, tier, gets_in_the_way, helps, place
    from register_need where ended_at is null;
create view register_public_strength with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, sensitivity, kind, words, whose, place
    from register_strength where ended_at is null;
create view register_public_voice with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, sensitivity, words, english, speaker, who, given_by, form, language,
        said_on, told_to, is_kept from register_voice;
create view register_public_note with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, category, sensitivity, title, words, "on", written_name, promise,
        promised_by, promised_to, promised_to_user, due_on, kept_at, version, created_at from register_note;
create view register_public_response with (security_invoker = true) as
    select cluster_id, id, learner_id, custodian_id, sensitivity, type, provider, what, who, tier, hours_per_term, status,
        starts_on, ends_on from register_response;
grant select on register_public_strength, register_public_voice, register_public_note, register_public_response to app
"""
BACK = """
drop view register_public_strength, register_public_voice, register_public_note, register_public_response
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0002_reach")]

    operations = [migrations.RunSQL(VIEWS, BACK)]
