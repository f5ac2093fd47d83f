"""What is still being written is read by the setting that writes it and by whānau; nobody else, whatever they reach."""

from django.db import migrations

from rourou.foundation.access import covering

POLICY = f"""
create policy referrals_referral_unsent on referrals_referral as restrictive for select to app
using (state not in ('draft', 'ready') or custodian_id = {covering.ORGANISATION} or {covering.HAT} <> 1)"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_reach")]

    operations = [
        migrations.RunSQL(POLICY, "drop policy referrals_referral_unsent on referrals_referral"),
    ]
