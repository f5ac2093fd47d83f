"""Compiling many learners at once: what differs is found by hashing, each side narrowed to the learners at hand.

A roster is loaded in one transaction, in which the table can grow from nothing to a hundred thousand grants before
anybody has counted it. PostgreSQL then takes a cluster for one row and compares each grant with each: 2,000 learners
took 91 s in here, and take 1.4 s.
"""

from django.db import migrations

NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
VALUES = (
    "subject_id", "holder_id", "purpose", "custodian_id", "categories", "ceiling", "reason", "source_id", "valid_from",
    "valid_until",
)  # fmt: skip
SAME_GRANT = " and ".join(f"n.{column} = g.{column}" for column in VALUES)
BAR_VALUES = ("subject_id", "person_id", "hats", "categories", "reason", "source_id", "valid_from", "valid_until")
SAME_BAR = " and ".join(f"n.{column} = g.{column}" for column in BAR_VALUES) + (
    f" and coalesce(n.custodian_id, {NOBODY}) = coalesce(g.custodian_id, {NOBODY})"
)
SAME_HOLDER = (
    "h.cluster_id = v_cluster and h.kind = n.kind and h.role = n.role"
    f" and coalesce(h.place_id, {NOBODY}) = coalesce(n.place_id, {NOBODY})"
)

# Nested loops are right for one learner and ruinous for five hundred. Hashing is right for both, once each side is
# narrowed to the learners at hand; so nested loops are off in here, and no join reads more than those.
WRITE = f"""
create or replace function access_write(p_subjects uuid[], p_grants jsonb, p_bars jsonb) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set enable_nestloop = off as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid; v_changed int := 0; v_some int;
begin
    insert into public.access_holder (cluster_id, kind, role, place_id)
        select distinct v_cluster, n.kind, n.role, n.place_id
        from jsonb_to_recordset(p_grants) as n (kind smallint, role text, place_id uuid)
        where not exists (select 1 from public.access_holder h where {SAME_HOLDER})
        on conflict do nothing;
    with new as materialized (
        select n.*, h.id as holder_id from jsonb_to_recordset(p_grants) as n (subject_id uuid, kind smallint, role text,
            place_id uuid, purpose smallint, custodian_id uuid, categories int, ceiling smallint, reason smallint,
            source_id uuid, valid_from timestamptz, valid_until timestamptz)
        join public.access_holder h on {SAME_HOLDER}
    ), old as materialized (
        select g.* from public.access_grant g where g.cluster_id = v_cluster and g.subject_id = any(p_subjects)
    ), gone as (
        delete from public.access_grant a where a.cluster_id = v_cluster and a.id = any(array(
            select g.id from old g where not exists (select 1 from new n where {SAME_GRANT})))
        returning a.*
    ), kept as (
        insert into public.access_grant_past
        select cluster_id, id, subject_id, holder_id, purpose, custodian_id, categories, ceiling, reason, source_id,
            valid_from, valid_until, clock_timestamp() from gone returning 1
    ), made as (
        insert into public.access_grant (cluster_id, subject_id, holder_id, purpose, custodian_id, categories, ceiling,
            reason, source_id, valid_from, valid_until, for_person)
        select v_cluster, n.subject_id, n.holder_id, n.purpose, n.custodian_id, n.categories, n.ceiling, n.reason,
            n.source_id, n.valid_from, n.valid_until, n.kind = 5
        from new n where not exists (select 1 from old g where {SAME_GRANT})
        returning 1
    ) select (select count(*) from kept) + (select count(*) from made) into v_changed;
    with new as materialized (
        select * from jsonb_to_recordset(p_bars) as n (subject_id uuid, person_id uuid, hats smallint, categories int,
            custodian_id uuid, reason text, source_id uuid, valid_from timestamptz, valid_until timestamptz)
    ), old as materialized (
        select g.* from public.access_bar g where g.cluster_id = v_cluster and g.subject_id = any(p_subjects)
    ), gone as (
        delete from public.access_bar a where a.cluster_id = v_cluster and a.id = any(array(
            select g.id from old g where not exists (select 1 from new n where {SAME_BAR})))
        returning 1
    ), made as (
        insert into public.access_bar (cluster_id, subject_id, person_id, hats, categories, custodian_id, reason,
            source_id, valid_from, valid_until)
        select v_cluster, n.* from new n where not exists (select 1 from old g where {SAME_BAR})
        returning 1
    ) select (select count(*) from gone) + (select count(*) from made) into v_some;
    update public.access_subject set due = false
        where cluster_id = v_cluster and subject_id = any(p_subjects) and due;
    return v_changed + v_some;
end $$"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_rooms")]

    operations = [
        migrations.RunSQL(
            [
                "grant create on schema public to compiler",
                "set role compiler",
                WRITE,
                "reset role",
                "revoke create on schema public from compiler",
            ],
            migrations.RunSQL.noop,
        ),
    ]
