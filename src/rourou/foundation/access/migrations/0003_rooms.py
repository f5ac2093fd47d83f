"""Who is in a room bears the room's holder, so that a call may be narrowed to what everybody present may see."""

from django.db import migrations

from rourou.foundation.tenancy import rls

ROOM = 6

# Exactly these posts are in the room from now on. A row is deleted on leaving, not dated: a demo store's clock stands
# still, and who steps out and comes back must bear the room again.
SEAT = f"""
create function access_seat(p_room uuid, p_posts uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cluster uuid := nullif(current_setting('app.cluster', true), '')::uuid;
        v_holder int := public.access_holder_for({ROOM}::smallint, '', p_room);
begin
    delete from public.access_bearer
        where cluster_id = v_cluster and holder_id = v_holder and not (post_id = any(p_posts));
    insert into public.access_bearer
        select v_cluster, p, v_holder, public.tenancy_now(), '9999-12-30' from unnest(p_posts) p
        where not exists (select 1 from public.access_bearer b
            where b.cluster_id = v_cluster and b.holder_id = v_holder and b.post_id = p);
end $$"""

# Asked at the door, before a gate is open: the room's holder, if this post is in the room at this moment.
ROOM_HOLDER = f"""
create function access_room_holder(p_cluster uuid, p_post uuid, p_room uuid) returns int
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select h.id from public.access_holder h
    join public.access_bearer b on b.cluster_id = p_cluster and b.holder_id = h.id and b.post_id = p_post
    where h.cluster_id = p_cluster and h.kind = {ROOM} and h.place_id = p_room
      and b.valid_from <= (select public.tenancy_now()) and b.valid_until > (select public.tenancy_now()) $$"""

# A hat never includes the rooms it sits in: what a room opens is seen in the room.
BORNE = f"""
create or replace function access_borne(p_cluster uuid, p_post uuid) returns int[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct b.holder_id order by b.holder_id), '{{}}') from public.access_bearer b
    join public.access_holder h on h.id = b.holder_id and h.kind <> {ROOM}
    where b.cluster_id = p_cluster and b.post_id = p_post
      and b.valid_from <= (select public.tenancy_now()) and b.valid_until > (select public.tenancy_now()) $$"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_grants")]

    operations = [
        migrations.RunSQL(
            [
                SEAT,
                ROOM_HOLDER,
                *rls.definers("access_seat(uuid, uuid[])", "access_room_holder(uuid, uuid, uuid)"),
                "grant create on schema public to compiler",
                "set role compiler",
                BORNE,
                "reset role",
                "revoke create on schema public from compiler",
            ],
            "drop function access_seat(uuid, uuid[]), access_room_holder(uuid, uuid, uuid)",
        ),
    ]
