"""Who has looked: a learner's part of the ledger, read through one function and for people who reach the learner.

It runs as the owner, whose table the ledger is. It never gives the array of subjects, an actor's name, a visit by
anybody of a learner's whānau, or the system's own upkeep; and to whānau nothing from which one adult could learn what
another did or may do (decisions.md 18).
"""

from django.db import migrations

from rourou.foundation.tenancy import rls

# Asked by the function below alone, as the compiler: what the grants noted in a row were for, and why they stood.
WHY = """
create function access_why(p_subject uuid, p_grants bigint[])
returns table (grant_id bigint, purpose smallint, reason smallint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select g.id, g.purpose, g.reason from public.access_grant g
    where g.cluster_id = (select nullif(current_setting('app.cluster', true), '')::uuid) and g.subject_id = p_subject
    union all
    select g.id, g.purpose, g.reason from public.access_grant_past g
    where g.cluster_id = (select nullif(current_setting('app.cluster', true), '')::uuid) and g.subject_id = p_subject
      and g.id = any(p_grants) $$"""

# A learner with many looks has them among the latest rows of the chain: those are read backwards first, and stop at a
# page. Only where they do not fill it is the index of subjects asked for the rest.
SEEN = """e.outcome = 'done' and e.subjects @> array[v_name]
              and e.role <> all (array['whanau', 'learner', 'system'])
              and not (v_family and e.event = any (v_kept))"""
LOOKS = f"""
create function audit_looks_at(p_learner uuid, p_before bigint, p_limit int)
returns table (seq bigint, at timestamptz, role text, title text, organisation text, event text, purpose smallint,
    reason smallint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid;
    v_family boolean := coalesce(nullif(current_setting('app.hat', true), ''), '0')::int & 2 <> 0;
    v_kept text[] := array['whanau.added', 'authority.checked', 'authority.confirmed', 'access.paused',
        'access.restored', 'location.protected', 'consent.recorded', 'consent.confirmed', 'consent.withdrawn',
        'people.looked_at', 'looks.read'];
    v_name uuid; v_end bigint; v_found bigint[];
begin
    if not public.access_reaches(p_learner) then
        return;
    end if;
    select n.name into v_name from public.audit_name n where n.cluster_id = v_cluster and n.person_id = p_learner;
    select least(h.seq + 1, coalesce(p_before, h.seq + 1)) into v_end
        from public.audit_head h where h.cluster_id = v_cluster;
    v_found := array(
        select e.seq from (
            select l.seq, l.outcome, l.subjects, l.role, l.event from public.audit_entry l
            where l.cluster_id = v_cluster and l.seq < v_end and l.seq >= v_end - 4000
            order by l.seq desc offset 0) e
        where {SEEN} limit p_limit);
    if cardinality(v_found) < p_limit then
        v_found := array(
            with found as materialized (select e.seq from public.audit_entry e where e.cluster_id = v_cluster and {SEEN})
            select f.seq from found f where f.seq < v_end order by f.seq desc limit p_limit);
    end if;
    return query
    with page as materialized (
        select e.* from public.audit_entry e where e.cluster_id = v_cluster and e.seq = any (v_found)
    ), why as materialized (
        select * from public.access_why(p_learner, (select array_agg(distinct g) from page p, unnest(p.grants) g))
    ), hats as materialized (
        select d.actor, d.organisation_id, d.role, (
            select s.title from public.audit_name n join public.tenancy_post s on s.user_id = n.person_id
            where n.cluster_id = v_cluster and n.name = d.actor and s.cluster_id = v_cluster
              and s.organisation_id = d.organisation_id and s.role = d.role
            order by s.valid_from desc limit 1) as title, o.name as organisation
        from (select distinct p.actor, p.organisation_id, p.role from page p) d
        left join public.tenancy_organisation o on o.id = d.organisation_id
    )
    select p.seq, p.at, p.role, coalesce(h.title, ''), coalesce(h.organisation, ''), p.event, w.purpose, w.reason
    from page p
    left join hats h on h.actor is not distinct from p.actor
        and h.organisation_id is not distinct from p.organisation_id and h.role = p.role
    left join lateral (
        select y.purpose, y.reason from why y where y.grant_id = any (p.grants) order by y.reason limit 1) w on true
    order by p.seq desc;
end $$"""


def protect(_now: str) -> list[str]:
    """The compiler's function for the owner alone; the owner's function for the web role."""
    return [
        *rls.definers("access_why(uuid, bigint[])"),
        "set role compiler",
        "revoke execute on function access_why(uuid, bigint[]) from app",
        "reset role",
        "revoke all on function audit_looks_at(uuid, bigint, int) from public",
        "grant execute on function audit_looks_at(uuid, bigint, int) to app",
    ]


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_ledger"), ("access", "0002_grants")]

    operations = [
        migrations.RunSQL(WHY, "drop function access_why(uuid, bigint[])"),
        migrations.RunSQL(LOOKS, "drop function audit_looks_at(uuid, bigint, int)"),
        rls.statements(protect),
    ]
