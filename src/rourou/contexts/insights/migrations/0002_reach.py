"""A different door: the web role writes count rows it cannot read; the role `counts` reads them and writes snapshots."""

from django.db import migrations

from rourou.foundation.access import covering
from rourou.foundation.tenancy import rls

NAME, ROW, SNAPSHOT = "insights_countname", "insights_countrow", "insights_snapshot"

# The system alone asks, about learners it reaches: everybody of `p_learners` who has a name, and a new one for those of
# `p_counted` who have none; with the number of this note, since a clock may stand still. Nobody reads the map.
NAMES = """
create function insights_names(p_learners uuid[], p_counted uuid[]) returns table (learner_id uuid, name uuid, note bigint)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid;
    v_note bigint := nextval('public.insights_note');
begin
    if coalesce(nullif(current_setting('app.hat', true), ''), '0')::int & 4 = 0 then
        raise exception 'count names are the system''s' using errcode = '42501';
    end if;
    insert into public.insights_countname (cluster_id, learner_id, name)
        select v_cluster, l, gen_random_uuid() from unnest(p_counted) l where public.access_reaches(l)
        on conflict do nothing;
    return query select n.learner_id, n.name, v_note from public.insights_countname n
        where n.cluster_id = v_cluster and n.learner_id = any (p_learners) and public.access_reaches(n.learner_id);
end $$"""
# The limit of the protocols in force, which may raise it.
THRESHOLD = """
create function insights_threshold() returns int
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select max((p.body ->> 'threshold')::int) from public.sharing_protocol p
    where p.cluster_id = (select nullif(current_setting('app.cluster', true), '')::uuid) and p.state = 'in_force' $$"""


def protect(_now: str) -> list[str]:
    here = f"cluster_id = {rls.SCOPE}"
    system = f"{here} and {covering.HAT} & 4 <> 0"
    return [
        *rls.enable(NAME),
        f"create policy {NAME}_compiler on {NAME} to compiler using ({here}) with check ({here})",
        f"grant select, insert on {NAME} to compiler",
        "grant usage on sequence insights_note to compiler",
        *rls.enable(ROW),
        f"create policy {ROW}_insert on {ROW} for insert to app with check ({system})",
        f"create policy {ROW}_counts on {ROW} for select to counts using ({here})",
        f"grant insert on {ROW} to app",
        f"grant select on {ROW} to counts",
        *rls.enable(SNAPSHOT),
        f"create policy {SNAPSHOT}_read on {SNAPSHOT} for select to app using ({here})",
        f"create policy {SNAPSHOT}_counts_read on {SNAPSHOT} for select to counts using ({here})",
        f"create policy {SNAPSHOT}_counts_insert on {SNAPSHOT} for insert to counts with check ({here})",
        f"grant select on {SNAPSHOT} to app",
        f"grant select, insert on {SNAPSHOT} to counts",
        "grant select (id) on tenancy_cluster to counts",
        "grant select (id, ids_key, clock_at) on tenancy_store to counts",
        "grant select (body) on sharing_protocol to compiler",
        "grant execute on function audit_add(uuid, uuid, text, uuid, text, text, smallint[], uuid[], bigint[], uuid,"
        " text, text) to counts",
        *rls.definers("insights_names(uuid[], uuid[])", "insights_threshold()"),
        "set role compiler",
        "revoke execute on function insights_threshold() from app",
        "grant execute on function insights_threshold() to counts",
        "reset role",
    ]


class Migration(migrations.Migration):
    dependencies = [("insights", "0001_initial"), ("sharing", "0002_reach"), ("people", "0002_reach")]

    operations = [
        migrations.RunSQL("create sequence insights_note", "drop sequence insights_note"),
        migrations.RunSQL(NAMES, "drop function insights_names(uuid[], uuid[])"),
        migrations.RunSQL(THRESHOLD, "drop function insights_threshold()"),
        rls.statements(protect),
        *(rls.of_cluster(table) for table in (NAME, ROW, SNAPSHOT)),
        rls.key(NAME, "learner_id", "people_learner"),
    ]
