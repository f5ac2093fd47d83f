"""Who reaches the tables of people, and the keys between them."""

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

# Asked before a first enrolment: has anybody else a learner or an enrolment of this id? It answers yes or no to nobody
# but the policy, and an id made in Python cannot be guessed.
IS_NEW = f"""
create function people_is_new(p_learner uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select not exists (select 1 from public.people_learner l where l.cluster_id = {rls.SCOPE} and l.id = p_learner)
       and not exists (select 1 from public.people_enrolment e where e.cluster_id = {rls.SCOPE}
           and e.learner_id = p_learner
           and e.custodian_id <> (select nullif(current_setting('app.organisation', true), '')::uuid)) $$"""

SORTED = "people_enrolment_by_setting on people_enrolment (cluster_id, custodian_id, learner_id)"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_grants")]

    operations = [
        migrations.RunSQL(IS_NEW, "drop function people_is_new(uuid)"),
        policies.learner("people_learner"),
        migrations.RunSQL(
            [
                f"create policy people_learner_compiler on people_learner for select to compiler using (cluster_id = {rls.SCOPE})",
                "grant select (cluster_id, id) on people_learner to compiler",
                *rls.definers("people_is_new(uuid)"),
                f"create index {SORTED}",
            ],
            migrations.RunSQL.noop,
        ),
        policies.fact(
            "people_enrolment",
            category=Category.LOCATION,
            columns=("id", "learner_id", "custodian_id", "class_id", "from_on", "until_on"),
            opens=True,
        ),
        policies.about_learner("people_learneridentity", category=Category.IDENTITY),
        policies.about_learner("people_learnercontact", category=Category.CONTACT),
        policies.fact(
            "people_protectedlocation",
            category=Category.LOCATION,
            columns=("id", "learner_id", "custodian_id", "from_on", "until_on"),
        ),
        policies.fact(
            "people_whanaumember", category=Category.FAMILY, columns=("id", "learner_id", "custodian_id", "user_id")
        ),
        policies.own("people_whanaumember", person="user_id"),
        policies.fact(
            "people_authority",
            category=Category.FAMILY,
            columns=(
                "id", "learner_id", "custodian_id", "member_id", "user_id", "kind", "from_on", "until_on", "confirmed_at",
                "paused_at", "may_see_three",
            ),
        ),
        policies.fact(
            "people_restriction",
            category=Category.CARE,
            columns=("id", "learner_id", "custodian_id", "person_id", "kind", "from_on", "until_on"),
        ),
        rls.protect("people_schoolclass"),
        rls.protect("people_classteacher"),
        *(
            rls.of_cluster(table)
            for table in (
                "people_learner", "people_enrolment", "people_learneridentity", "people_learnercontact",
                "people_protectedlocation", "people_whanaumember", "people_authority", "people_restriction",
                "people_schoolclass", "people_classteacher",
            )
        ),
        *(
            rls.key(table, "learner_id", "people_learner", deferred=True)
            for table in (
                "people_enrolment", "people_learneridentity", "people_learnercontact", "people_protectedlocation",
                "people_whanaumember", "people_authority", "people_restriction",
            )
        ),
        rls.key("people_enrolment", "class_id", "people_schoolclass"),
        rls.key("people_classteacher", "class_id", "people_schoolclass"),
        rls.key("people_authority", "member_id", "people_whanaumember"),
    ]  # fmt: skip
