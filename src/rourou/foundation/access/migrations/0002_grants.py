"""Holders, bearers, grants, bars, and the definer functions of the role `compiler` that alone write them."""

from django.db import migrations

from rourou.foundation.access import covering
from rourou.foundation.tenancy import rls

TABLES = """
create table access_holder (
    id int generated always as identity primary key, cluster_id uuid not null references tenancy_cluster (id),
    kind smallint not null, role text not null default '', place_id uuid,
    unique nulls not distinct (cluster_id, kind, role, place_id));
create table access_bearer (
    cluster_id uuid not null, post_id uuid not null, holder_id int not null references access_holder (id),
    valid_from timestamptz not null, valid_until timestamptz not null,
    primary key (cluster_id, post_id, holder_id, valid_from));
create table access_subject (
    cluster_id uuid not null, subject_id uuid not null, due boolean not null default false,
    primary key (cluster_id, subject_id));
create table access_grant (
    cluster_id uuid not null, id bigint generated always as identity, subject_id uuid not null,
    holder_id int not null references access_holder (id), purpose smallint not null, custodian_id uuid not null,
    categories int not null, ceiling smallint not null, reason smallint not null, source_id uuid not null,
    valid_from timestamptz not null, valid_until timestamptz not null, for_person boolean not null,
    primary key (cluster_id, id),
    constraint access_grant_three_is_for_persons check (ceiling < 3 or for_person),
    constraint access_grant_dates check (valid_until > valid_from));
create index access_grant_by_holder on access_grant (cluster_id, holder_id, purpose, subject_id)
    include (categories, ceiling, valid_from, valid_until, custodian_id);
create index access_grant_by_subject on access_grant (cluster_id, subject_id, holder_id, purpose)
    include (categories, ceiling, valid_from, valid_until, custodian_id);
create index access_grant_by_source on access_grant (cluster_id, source_id);
create table access_grant_past (
    cluster_id uuid not null, id bigint not null, subject_id uuid not null, holder_id int not null,
    purpose smallint not null, custodian_id uuid not null, categories int not null, ceiling smallint not null,
    reason smallint not null, source_id uuid not null, valid_from timestamptz not null, valid_until timestamptz not null,
    ended_at timestamptz not null, primary key (cluster_id, id));
create table access_bar (
    cluster_id uuid not null, id bigint generated always as identity, subject_id uuid not null, person_id uuid not null,
    hats smallint not null, categories int not null, custodian_id uuid, reason text not null, source_id uuid not null,
    valid_from timestamptz not null, valid_until timestamptz not null, primary key (cluster_id, id));
create index access_bar_by_subject on access_bar (cluster_id, subject_id, person_id);
create index access_bar_by_person on access_bar (cluster_id, person_id);
create table access_protocol (
    cluster_id uuid primary key, decide_id uuid, share_id uuid, narrowed text[] not null default '{}');
"""

TO_COMPILER = ("access_holder", "access_bearer", "access_subject", "access_grant", "access_grant_past", "access_bar")

FUNCTIONS = [
    """
create function access_lock(p_subjects uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid;
begin
    insert into public.access_subject (cluster_id, subject_id)
        select v_cluster, s from unnest(p_subjects) s order by s on conflict do nothing;
    perform 1 from public.access_subject where cluster_id = v_cluster and subject_id = any(p_subjects)
        order by subject_id for update;
    perform 1 from public.access_protocol where cluster_id = v_cluster for share;
end $$""",
    """
create function access_holder_for(p_kind smallint, p_role text, p_place uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid; v_id int;
begin
    select id into v_id from public.access_holder
        where cluster_id = v_cluster and kind = p_kind and role = p_role and place_id is not distinct from p_place;
    if v_id is null then
        insert into public.access_holder (cluster_id, kind, role, place_id) values (v_cluster, p_kind, p_role, p_place)
            on conflict do nothing;
        select id into v_id from public.access_holder
            where cluster_id = v_cluster and kind = p_kind and role = p_role and place_id is not distinct from p_place;
    end if;
    return v_id;
end $$""",
    """
create function access_bear(p_post uuid, p_holder int, p_from timestamptz, p_until timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid;
begin
    update public.access_bearer set valid_until = p_until
        where cluster_id = v_cluster and post_id = p_post and holder_id = p_holder and valid_until > p_from;
    if not found and p_until > p_from then
        insert into public.access_bearer values (v_cluster, p_post, p_holder, p_from, p_until) on conflict do nothing;
    end if;
end $$""",
    """
create function access_borne(p_cluster uuid, p_post uuid) returns int[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct b.holder_id order by b.holder_id), '{}') from public.access_bearer b
    where b.cluster_id = p_cluster and b.post_id = p_post
      and b.valid_from <= (select public.tenancy_now()) and b.valid_until > (select public.tenancy_now()) $$""",
    """
create function access_fact_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    execute format(
        'insert into public.access_subject (cluster_id, subject_id, due) select distinct cluster_id, %I, true from changed'
        ' where %I is not null on conflict (cluster_id, subject_id) do update set due = true', tg_argv[0], tg_argv[0]);
    return null;
end $$""",
    """
create function access_refuse_due() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform 1 from public.access_subject
        where cluster_id = new.cluster_id and subject_id = new.subject_id and due;
    if found then
        raise exception 'facts changed and their grants were not compiled' using errcode = '23514';
    end if;
    return null;
end $$""",
    """create constraint trigger access_subject_not_due after insert or update on access_subject
    deferrable initially deferred for each row when (new.due) execute function access_refuse_due()""",
    """
create function access_set_protocol(p_decide uuid, p_share uuid, p_narrowed text[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into public.access_protocol (cluster_id, decide_id, share_id, narrowed)
    values (nullif(current_setting('app.cluster', true), '')::uuid, p_decide, p_share, p_narrowed)
    on conflict (cluster_id) do update set decide_id = excluded.decide_id, share_id = excluded.share_id,
        narrowed = excluded.narrowed $$""",
    """
create function access_subjects() returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select subject_id from public.access_subject
    where cluster_id = nullif(current_setting('app.cluster', true), '')::uuid order by subject_id $$""",
    """
create function access_who(p_subject uuid)
returns table (kind smallint, role text, place_id uuid, purpose smallint, custodian_id uuid, categories int,
    ceiling smallint, reason smallint, source_id uuid, valid_from timestamptz, valid_until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid;
begin
    if not public.access_reaches(p_subject) then
        return;
    end if;
    return query select h.kind, h.role, h.place_id, g.purpose, g.custodian_id, g.categories, g.ceiling, g.reason,
        g.source_id, g.valid_from, g.valid_until
        from public.access_grant g join public.access_holder h on h.id = g.holder_id
        where g.cluster_id = v_cluster and g.subject_id = p_subject
          and g.valid_from <= public.tenancy_now() and g.valid_until > public.tenancy_now();
end $$""",
]

WRITE = """
create function access_write(p_subjects uuid[], p_grants jsonb, p_bars jsonb) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid; v_changed int := 0; v_some int;
begin
    insert into public.access_holder (cluster_id, kind, role, place_id)
        select distinct v_cluster, n.kind, n.role, n.place_id
        from jsonb_to_recordset(p_grants) as n (kind smallint, role text, place_id uuid)
        where not exists (select 1 from public.access_holder h where h.cluster_id = v_cluster and h.kind = n.kind
            and h.role = n.role and h.place_id is not distinct from n.place_id)
        on conflict do nothing;
    with new as materialized (
        select n.*, h.id as holder_id from jsonb_to_recordset(p_grants) as n (subject_id uuid, kind smallint, role text,
            place_id uuid, purpose smallint, custodian_id uuid, categories int, ceiling smallint, reason smallint,
            source_id uuid, valid_from timestamptz, valid_until timestamptz)
        join public.access_holder h on h.cluster_id = v_cluster and h.kind = n.kind and h.role = n.role
            and h.place_id is not distinct from n.place_id
    ), gone as (
        delete from public.access_grant g where g.cluster_id = v_cluster and g.subject_id = any(p_subjects)
            and not exists (select 1 from new n where n.subject_id = g.subject_id and n.holder_id = g.holder_id
                and n.purpose = g.purpose and n.custodian_id = g.custodian_id and n.categories = g.categories
                and n.ceiling = g.ceiling and n.reason = g.reason and n.source_id = g.source_id
                and n.valid_from = g.valid_from and n.valid_until = g.valid_until)
        returning g.*
    ), kept as (
        insert into public.access_grant_past
        select cluster_id, id, subject_id, holder_id, purpose, custodian_id, categories, ceiling, reason, source_id,
            valid_from, valid_until, clock_timestamp() from gone returning 1
    ), made as (
        insert into public.access_grant (cluster_id, subject_id, holder_id, purpose, custodian_id, categories, ceiling,
            reason, source_id, valid_from, valid_until, for_person)
        select v_cluster, n.subject_id, n.holder_id, n.purpose, n.custodian_id, n.categories, n.ceiling, n.reason,
            n.source_id, n.valid_from, n.valid_until, n.kind = 5
        from new n where not exists (select 1 from public.access_grant g where g.cluster_id = v_cluster
            and g.subject_id = n.subject_id and g.holder_id = n.holder_id and g.purpose = n.purpose
            and g.custodian_id = n.custodian_id and g.categories = n.categories and g.ceiling = n.ceiling
            and g.reason = n.reason and g.source_id = n.source_id and g.valid_from = n.valid_from
            and g.valid_until = n.valid_until)
        returning 1
    ) select (select count(*) from kept) + (select count(*) from made) into v_changed;
    with new as materialized (
        select * from jsonb_to_recordset(p_bars) as n (subject_id uuid, person_id uuid, hats smallint, categories int,
            custodian_id uuid, reason text, source_id uuid, valid_from timestamptz, valid_until timestamptz)
    ), gone as (
        delete from public.access_bar b where b.cluster_id = v_cluster and b.subject_id = any(p_subjects)
            and not exists (select 1 from new n where n.subject_id = b.subject_id and n.person_id = b.person_id
                and n.hats = b.hats and n.categories = b.categories and n.custodian_id is not distinct from b.custodian_id
                and n.reason = b.reason and n.source_id = b.source_id and n.valid_from = b.valid_from
                and n.valid_until = b.valid_until)
        returning 1
    ), made as (
        insert into public.access_bar (cluster_id, subject_id, person_id, hats, categories, custodian_id, reason,
            source_id, valid_from, valid_until)
        select v_cluster, n.* from new n where not exists (select 1 from public.access_bar b
            where b.cluster_id = v_cluster and b.subject_id = n.subject_id and b.person_id = n.person_id
            and b.hats = n.hats and b.categories = n.categories and b.custodian_id is not distinct from n.custodian_id
            and b.reason = n.reason and b.source_id = n.source_id and b.valid_from = n.valid_from
            and b.valid_until = n.valid_until)
        returning 1
    ) select (select count(*) from gone) + (select count(*) from made) into v_some;
    update public.access_subject set due = false
        where cluster_id = v_cluster and subject_id = any(p_subjects) and due;
    return v_changed + v_some;
end $$"""

# Under the caller's own row security: what the ledger notes as "under which grants", and the gate's second lock.
COVERING = f"""
create function access_covering(p_subjects uuid[], p_now timestamptz)
returns table (grants bigint[], covered int) language sql stable set search_path = pg_catalog, public as $$
    select coalesce(array_agg(x.id), '{{}}'), count(*)::int from (
        select distinct on (g.subject_id) g.id from public.access_grant g
        where g.cluster_id = {rls.SCOPE} and g.subject_id = any(p_subjects) and g.holder_id = {covering.HOLDERS}
          and g.purpose = {covering.PURPOSES} and g.categories & 1 <> 0 and {covering.live("g", "p_now")}
          and {covering.not_barred("g", "p_now", category="1", subject="subject_id", custodian=None)}
        order by g.subject_id, g.reason, g.id) x $$"""

# Asked by definer functions on behalf of a caller: reads grants as the compiler, with the caller's settings.
REACHES = f"""
create function access_reaches(p_subject uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select 1 from public.access_grant g where g.cluster_id = {rls.SCOPE} and g.subject_id = p_subject
        and g.holder_id = {covering.HOLDERS} and g.purpose = {covering.PURPOSES} and g.categories & 1 <> 0
        and {covering.live("g", "(select public.tenancy_now())")}
        and {covering.not_barred("g", "(select public.tenancy_now())", category="1", subject="subject_id", custodian=None)}) $$"""

DEFINERS = (
    "access_lock(uuid[])", "access_holder_for(smallint, text, uuid)", "access_bear(uuid, int, timestamptz, timestamptz)",
    "access_borne(uuid, uuid)", "access_write(uuid[], jsonb, jsonb)", "access_fact_changed()", "access_refuse_due()",
    "access_set_protocol(uuid, uuid, text[])", "access_who(uuid)", "access_subjects()", "access_reaches(uuid)",
)  # fmt: skip


def protect(_now: str) -> list[str]:
    """Who reads and writes what: the compiler everything of the access tables, the web role its own principals' rows."""
    made = []
    for table in (*TO_COMPILER, "access_protocol"):
        made += [
            *rls.enable(table),
            f"create policy {table}_compiler on {table} to compiler using (true) with check (true)",
            f"grant select, insert, update, delete on {table} to compiler",
        ]
    made += [
        f"create policy access_grant_own on access_grant for select to app using (cluster_id = {rls.SCOPE}"
        f" and holder_id = {covering.HOLDERS})",
        f"create policy access_bar_own on access_bar for select to app using (cluster_id = {rls.SCOPE}"
        f" and person_id = {covering.PERSON})",
        f"create policy access_protocol_own on access_protocol for select to app using (cluster_id = {rls.SCOPE})",
        "grant select on access_grant, access_bar, access_protocol to app",
        "grant select on tenancy_store to compiler",
    ]
    made += rls.definers(*DEFINERS)
    return made


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("audit", "0002_ledger"), ("tenancy", "0002_store")]

    operations = [
        migrations.RunSQL(
            TABLES,
            "drop table access_protocol, access_bar, access_grant_past, access_grant, access_subject, access_bearer,"
            " access_holder",
        ),
        migrations.RunSQL(REACHES, migrations.RunSQL.noop),
        *(migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in FUNCTIONS),
        migrations.RunSQL(WRITE, migrations.RunSQL.noop),
        migrations.RunSQL(COVERING, migrations.RunSQL.noop),
        rls.statements(protect),
    ]
