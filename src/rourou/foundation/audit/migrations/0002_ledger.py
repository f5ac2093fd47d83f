"""The ledger's tables and the functions that alone write and read them."""

from django.db import migrations

TABLES = """
create table audit_name (
    cluster_id uuid not null, person_id uuid not null, name uuid not null default gen_random_uuid(),
    primary key (cluster_id, person_id), unique (cluster_id, name));
create table audit_head (cluster_id uuid primary key, seq bigint not null default 0, hash bytea not null);
create table audit_entry (
    cluster_id uuid not null, seq bigint not null, at timestamptz not null, actor uuid, role text not null,
    organisation_id uuid, event text not null, outcome text not null check (outcome in ('done', 'refused')),
    purposes smallint[] not null, subjects uuid[] not null, grants bigint[] not null, protocol_id uuid,
    cause text not null default '', request_id text not null, previous bytea not null, hash bytea not null,
    primary key (cluster_id, seq),
    check (cluster_id <> '00000000-0000-0000-0000-000000000000' or subjects = '{}'));
create index audit_entry_subjects on audit_entry using gin (cluster_id, subjects);
"""

PROTECT = [
    f"alter table {table} enable row level security; alter table {table} force row level security;"
    f" create policy {table}_owner on {table} to current_user using (true) with check (true);"
    for table in ("audit_name", "audit_head", "audit_entry")
]

# The canonical text is that of audit.ledger.CANONICAL; a test holds the two together.
FUNCTIONS = [
    """
create function audit_append(
    p_cluster uuid, p_actor uuid, p_role text, p_org uuid, p_event text, p_outcome text, p_purposes smallint[],
    p_subjects uuid[], p_grants bigint[], p_protocol uuid, p_cause text, p_request text)
returns bigint language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
    v_seq bigint; v_previous bytea; v_at timestamptz := clock_timestamp(); v_hash bytea; v_text text;
begin
    insert into public.audit_head (cluster_id, seq, hash) values (p_cluster, 0, decode(repeat('00', 32), 'hex'))
        on conflict do nothing;
    select seq + 1, hash into v_seq, v_previous from public.audit_head where cluster_id = p_cluster for update;
    v_text := concat_ws('|', v_seq, (extract(epoch from v_at) * 1000000)::bigint, coalesce(p_actor::text, ''), p_role,
        coalesce(p_org::text, ''), p_event, p_outcome, array_to_string(p_purposes, ','),
        array_to_string(p_subjects, ','), array_to_string(p_grants, ','), coalesce(p_protocol::text, ''), p_cause,
        p_request);
    v_hash := sha256(v_previous || convert_to(v_text, 'UTF8'));
    insert into public.audit_entry values (p_cluster, v_seq, v_at, p_actor, p_role, p_org, p_event, p_outcome,
        p_purposes, p_subjects, p_grants, p_protocol, p_cause, p_request, v_previous, v_hash);
    update public.audit_head set seq = v_seq, hash = v_hash where cluster_id = p_cluster;
    return v_seq;
end $$""",
    "revoke all on function audit_append from public",
    """
create function audit_names(p_cluster uuid, p_people uuid[]) returns uuid[]
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare v_names uuid[];
begin
    select coalesce(array_agg(name), '{}') into v_names from public.audit_name
        where cluster_id = p_cluster and person_id = any(p_people);
    if cardinality(v_names) < cardinality(p_people) then
        insert into public.audit_name (cluster_id, person_id) select distinct p_cluster, p from unnest(p_people) p
            on conflict do nothing;
        select coalesce(array_agg(name), '{}') into v_names from public.audit_name
            where cluster_id = p_cluster and person_id = any(p_people);
    end if;
    return v_names;
end $$""",
    "revoke all on function audit_names from public",
    """
create function audit_add(
    p_cluster uuid, p_actor uuid, p_role text, p_org uuid, p_event text, p_outcome text, p_purposes smallint[],
    p_subjects uuid[], p_grants bigint[], p_protocol uuid, p_cause text, p_request text)
returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if p_cluster is distinct from nullif(current_setting('app.cluster', true), '')::uuid then
        raise exception 'the ledger of another cluster' using errcode = '42501';
    end if;
    return public.audit_append(p_cluster,
        case when p_actor is null then null else (public.audit_names(p_cluster, array[p_actor]))[1] end,
        p_role, p_org, p_event, p_outcome, p_purposes, public.audit_names(p_cluster, p_subjects), p_grants,
        p_protocol, p_cause, p_request);
end $$""",
    """
create function audit_add_outside(p_actor uuid, p_event text, p_outcome text, p_request text)
returns bigint language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return public.audit_append('00000000-0000-0000-0000-000000000000', case when p_actor is null then null else
        (public.audit_names('00000000-0000-0000-0000-000000000000', array[p_actor]))[1] end,
        '', null, p_event, p_outcome, '{}', '{}', '{}', null, '', p_request);
end $$""",
    "revoke all on function audit_add, audit_add_outside from public",
    "grant execute on function audit_add, audit_add_outside to app",
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("tenancy", "0002_store")]

    operations = [
        migrations.RunSQL(TABLES, "drop table audit_entry, audit_head, audit_name"),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [*PROTECT, *FUNCTIONS]),
    ]
