"""Whose place may not be named: asked by `people.queries.place_names`, answered only about learners the caller reaches."""

from django.db import migrations

from rourou.foundation.access import covering
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls

LIVE = covering.live("g", "(select public.tenancy_now())")
HELD = (
    f"exists (select 1 from public.access_grant g where g.cluster_id = p.cluster_id and g.subject_id = p.learner_id"
    f" and g.holder_id = {covering.HOLDERS} and g.purpose = {covering.PURPOSES} and {LIVE}"
)
HIDDEN = f"""
create function people_place_hidden(p_learners uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct p.learner_id from public.people_protectedlocation p
    where p.cluster_id = {rls.SCOPE} and p.learner_id = any(p_learners)
      and p.from_on <= (select public.tenancy_today())
      and (p.until_on is null or p.until_on >= (select public.tenancy_today()))
      and {HELD})
      and not {HELD} and g.categories & {int(Category.LOCATION)} <> 0 and g.ceiling >= 3) $$"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_probed")]

    operations = [
        migrations.RunSQL(
            [HIDDEN, *rls.definers("people_place_hidden(uuid[])")], "drop function people_place_hidden(uuid[])"
        )
    ]
