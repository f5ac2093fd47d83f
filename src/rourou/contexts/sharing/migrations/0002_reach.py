"""Who reaches the tables of sharing, and the one function through which the compiler reads facts."""

from django.db import migrations

from rourou.foundation.access import policies
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

# Ids, codes and dates only. The role that owns it cannot read a name even by mistake: it has been given these columns.
FACTS = """
create function sharing_facts(p_cluster uuid, p_subjects uuid[])
returns table (subject_id uuid, kind text, fact jsonb)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select e.learner_id, 'enrolment', jsonb_build_object('id', e.id, 'custodian', e.custodian_id, 'class', e.class_id,
        'from', e.from_on, 'until', e.until_on)
    from public.people_enrolment e where e.cluster_id = p_cluster and e.learner_id = any(p_subjects)
    union all
    select a.learner_id, 'authority', jsonb_build_object('id', a.id, 'custodian', a.custodian_id, 'member', a.member_id,
        'user', a.user_id, 'kind', a.kind, 'from', a.from_on, 'until', a.until_on,
        'confirmed', a.confirmed_at is not null, 'paused', a.paused_at is not null, 'three', a.may_see_three)
    from public.people_authority a where a.cluster_id = p_cluster and a.learner_id = any(p_subjects)
    union all
    select r.learner_id, 'restriction', jsonb_build_object('id', r.id, 'person', r.person_id, 'kind', r.kind,
        'from', r.from_on, 'until', r.until_on)
    from public.people_restriction r where r.cluster_id = p_cluster and r.learner_id = any(p_subjects)
    union all
    select l.learner_id, 'protected', jsonb_build_object('from', l.from_on, 'until', l.until_on)
    from public.people_protectedlocation l where l.cluster_id = p_cluster and l.learner_id = any(p_subjects)
    union all
    select w.learner_id, 'whanau', jsonb_build_object('id', w.id, 'user', w.user_id)
    from public.people_whanaumember w
    where w.cluster_id = p_cluster and w.learner_id = any(p_subjects) and w.user_id is not null
    union all
    select c.learner_id, 'consent', jsonb_build_object('id', c.id, 'custodian', c.custodian_id, 'question', c.question,
        'answer', c.answer, 'organisations', to_jsonb(c.organisation_ids), 'categories', c.categories,
        'ceiling', c.ceiling, 'giver', c.given_by, 'by_learner', c.by_learner, 'from', c.from_on, 'until', c.until_on,
        'confirmed', c.confirmed_at is not null, 'recorded_at', c.recorded_at)
    from public.sharing_consent c
    where c.cluster_id = p_cluster and c.learner_id = any(p_subjects) and c.ended_at is null
    union all
    select n.learner_id, 'named', jsonb_build_object('id', n.id, 'custodian', n.custodian_id, 'kind', n.kind,
        'user', n.user_id, 'organisation', n.organisation_id, 'categories', n.categories, 'ceiling', n.ceiling,
        'from', n.from_on, 'until', n.until_on, 'confirmed', n.confirmed_at is not null)
    from public.sharing_namedperson n where n.cluster_id = p_cluster and n.learner_id = any(p_subjects)
    union all
    select s.learner_id, 'room', jsonb_build_object('id', m.id, 'present', (
        select jsonb_agg(jsonb_build_object('user', p.user_id, 'holders', coalesce((
            select jsonb_agg(jsonb_build_object('kind', h.kind, 'role', h.role, 'place', h.place_id))
            from public.access_bearer b join public.access_holder h on h.id = b.holder_id
            where b.cluster_id = p_cluster and b.post_id = p.post_id
              and b.valid_from <= public.tenancy_now() and b.valid_until > public.tenancy_now()), '[]'::jsonb)))
        from public.sharing_roompresence p
        where p.cluster_id = p_cluster and p.room_id = m.id and p.left_at is null))
    from public.sharing_roomsubject s join public.sharing_room m on m.cluster_id = p_cluster and m.id = s.room_id
    where s.cluster_id = p_cluster and s.learner_id = any(p_subjects) and m.closed_at is null
    union all
    select null, 'protocol', jsonb_build_object('from', p.in_force_from, 'until', p.ended_on,
        'categories', p.categories, 'ceiling', p.ceiling, 'signers', (
            select jsonb_agg(g.organisation_id) from public.sharing_signature g
            where g.cluster_id = p_cluster and g.protocol_id = p.id))
    from public.sharing_protocol p where p.cluster_id = p_cluster and p.kind = 'share' and p.state = 'in_force'
    union all
    select null, 'member', jsonb_build_object('organisation', m.organisation_id, 'from', m.valid_from,
        'until', m.valid_until)
    from public.tenancy_clustermembership m where m.cluster_id = p_cluster
    union all
    select null, 'keeper', jsonb_build_object('organisation', k.organisation_id, 'user', k.user_id, 'id', k.id,
        'from', k.from_on, 'until', k.until_on)
    from public.sharing_keeper k where k.cluster_id = p_cluster and k.confirmed_at is not null $$"""

CLUSTER_TABLES = ("sharing_protocol", "sharing_signature", "sharing_keeper", "sharing_room", "sharing_roompresence")
LEARNER_TABLES = ("sharing_consent", "sharing_namedperson", "sharing_roomsubject")
COMPILER_COLUMNS = {
    "sharing_protocol": "cluster_id, id, kind, state, in_force_from, ended_on, categories, ceiling",
    "sharing_signature": "cluster_id, protocol_id, organisation_id",
    "sharing_keeper": "cluster_id, id, organisation_id, user_id, confirmed_at, from_on, until_on",
    "sharing_room": "cluster_id, id, closed_at",
    "sharing_roompresence": "cluster_id, room_id, post_id, user_id, left_at",
    "tenancy_clustermembership": "cluster_id, organisation_id, valid_from, valid_until",
}


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("people", "0002_reach")]

    operations = [
        *(rls.protect(table) for table in CLUSTER_TABLES),
        policies.fact(
            "sharing_consent",
            category=Category.FAMILY,
            columns=(
                "id", "learner_id", "custodian_id", "question", "answer", "organisation_ids", "categories", "ceiling",
                "given_by", "by_learner", "from_on", "until_on", "confirmed_at", "recorded_at", "ended_at",
            ),
        ),
        policies.own("sharing_consent", person="given_by_user"),
        policies.fact(
            "sharing_namedperson",
            category=Category.SUPPORTS,
            columns=(
                "id", "learner_id", "custodian_id", "kind", "user_id", "organisation_id", "categories", "ceiling",
                "from_on", "until_on", "confirmed_at",
            ),
        ),
        policies.fact(
            "sharing_roomsubject", category=Category.SUPPORTS, columns=("learner_id", "custodian_id", "room_id")
        ),
        *(rls.of_cluster(table) for table in (*CLUSTER_TABLES, *LEARNER_TABLES)),
        *(rls.key(table, "learner_id", "people_learner") for table in LEARNER_TABLES),
        rls.key("sharing_signature", "protocol_id", "sharing_protocol"),
        rls.key("sharing_roompresence", "room_id", "sharing_room"),
        rls.key("sharing_roomsubject", "room_id", "sharing_room"),
        migrations.RunSQL(
            [
                *(
                    f"create policy {table}_compiler on {table} for select to compiler using (cluster_id = {rls.SCOPE})"
                    for table in CLUSTER_TABLES
                ),
                *(f"grant select ({columns}) on {table} to compiler" for table, columns in COMPILER_COLUMNS.items()),
                FACTS,
                *rls.definers("sharing_facts(uuid, uuid[])"),
            ],
            "drop function sharing_facts(uuid, uuid[])",
        ),
    ]  # fmt: skip
