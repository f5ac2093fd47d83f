"""How the cluster's register is asked for: a normal form, so that what is asked stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.register.types import Area, YearBand
from rourou.foundation.ui.forms import Line, PlainForm, Select, choices_of


class FilterForm(PlainForm):
    """By name, year and what support is about."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80, widget=Line(attrs={"autocomplete": "off"}))
    year = forms.ChoiceField(
        label=_("Year"), choices=[("", _("Any")), *choices_of(YearBand)], required=False, widget=Select()
    )
    area = forms.ChoiceField(
        label=_("Support with"), choices=[("", _("Anything")), *choices_of(Area)], required=False, widget=Select()
    )
