"""The register entry on one page: strengths first, and what gets in the way never without what helps."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rourou.contexts.register.types import (
    LEAVES,
    TAXONOMY,
    Area,
    EntryStatus,
    ExitReason,
    NewEntry,
    NewNeed,
    NewStrength,
    StrengthKind,
    Tier,
)
from rourou.foundation.ui.forms import Choice, Day, PlainBoundField, PlainForm, Select, Words, choices_of

# What only named keepers write is not offered here at all (ux.md §1.8: not a reporting line).
_LEAVES: Final = [
    (_(area.label), [(leaf.code, _(leaf.label)) for leaf in LEAVES if leaf.area is area and leaf.on_cluster_register])
    for area in Area
]
_ANYTHING: Final = [("", _("Choose one"))]
_STATUSES: Final = choices_of((EntryStatus.OPEN, EntryStatus.WATCHING))


class EntryForm(PlainForm):
    """Strengths, hopes, what gets in the way beside what helps; then what the register shows."""

    strengths = Words(
        label=_("Strengths"), help_text=_("What they bring. One on each line."), short=True, required=False
    )
    reason = Words(
        label=_("Why an entry now"), help_text=_("In plain words. Whānau will read this."), short=True, required=False
    )
    helps_first = forms.CharField(
        label=_("What helps first"),
        help_text=_("The one thing a reliever should know."),
        required=False,
        max_length=120,
    )
    tier = forms.TypedChoiceField(
        label=_("Who the support is for"), choices=choices_of(Tier), coerce=int, widget=Choice(), initial=2
    )
    state = forms.ChoiceField(label=_("This entry is"), choices=_STATUSES, widget=Choice(), initial="open")
    next_what = forms.CharField(label=_("What comes next"), required=False, max_length=80)
    next_on = Day(label=_("On which day?"), help_text=_("Like Fri 4 Dec."), required=False)

    def __init__(self, *args: Any, hopes: int = 2, needs: int = 3, also: Iterable[str] = (), **kwargs: Any) -> None:
        """`also` are leaves that stand in the entry already: a keeper’s, which are not offered to anybody."""
        super().__init__(*args, **kwargs)
        self.hopes, self.needs = hopes, needs
        kept = [(code, _(TAXONOMY[code].label)) for code in sorted(set(also)) if code in TAXONOMY]
        leaves = [*_ANYTHING, *_LEAVES, *([(_("Kept by keepers"), kept)] if kept else [])]
        for n in range(hopes):
            self.fields[f"hope_{n}"] = forms.CharField(label=_("A hope, in their own words"), required=False)
            self.fields[f"whose_{n}"] = forms.CharField(label=_("Whose words"), required=False, max_length=60)
        for n in range(needs):
            self.fields[f"way_{n}"] = Words(label=_("What gets in the way"), short=True, required=False)
            self.fields[f"helps_{n}"] = Words(label=_("What helps"), short=True, required=False)
            self.fields[f"leaf_{n}"] = forms.ChoiceField(
                label=_("What it is about"), choices=leaves, required=False, widget=Select()
            )
            self.fields[f"tier_{n}"] = forms.TypedChoiceField(
                label=_("Support for this"), choices=choices_of(Tier), coerce=int, initial=2, widget=Select()
            )

    @property
    def hope_rows(self) -> Iterator[tuple[PlainBoundField, PlainBoundField]]:
        """Each hope with whose it is."""
        return ((self[f"hope_{n}"], self[f"whose_{n}"]) for n in range(self.hopes))  # type: ignore[misc]

    @property
    def need_rows(self) -> Iterator[tuple[PlainBoundField, ...]]:
        """What gets in the way, what helps, what it is about, for how many."""
        names = ("way", "helps", "leaf", "tier")
        return (tuple(self[f"{name}_{n}"] for name in names) for n in range(self.needs))  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """A half-filled row says which half is missing."""
        said: dict[str, Any] = super().clean() or {}
        for n in range(self.hopes):
            if said.get(f"hope_{n}") and not said.get(f"whose_{n}"):
                self.add_error(f"whose_{n}", str(_("Enter whose words these are")))
        for n in range(self.needs):
            way, helps, leaf = (said.get(f"{name}_{n}") for name in ("way", "helps", "leaf"))
            if way and not leaf:
                self.add_error(f"leaf_{n}", str(_("Choose what it is about")))
            if (helps or leaf) and not way:
                self.add_error(f"way_{n}", str(_("Enter what gets in the way")))
        return said

    def draft(self, stands: NewEntry) -> NewEntry:
        """As the command takes it. Whose strength it was is kept where the words are the same."""
        said = self.cleaned_data
        whose = {s.words: s.whose for s in stands.strengths if s.kind is StrengthKind.STRENGTH}
        lines = [line.strip(" •-\t") for line in said["strengths"].splitlines()]
        strengths = [NewStrength(line, whose=whose.get(line, "")) for line in lines if line]
        hopes = [
            NewStrength(said[f"hope_{n}"], StrengthKind.HOPE, said[f"whose_{n}"])
            for n in range(self.hopes)
            if said[f"hope_{n}"]
        ]
        needs = [
            NewNeed(said[f"leaf_{n}"], said[f"way_{n}"], said[f"helps_{n}"], Tier(said[f"tier_{n}"]))
            for n in range(self.needs)
            if said[f"way_{n}"]
        ]
        return NewEntry(
            reason=said["reason"], helps_first=said["helps_first"], tier=Tier(said["tier"]),
            status=EntryStatus(said["state"]), next_on=said["next_on"], next_what=said["next_what"],
            strengths=(*strengths, *hopes), needs=tuple(needs), concern_id=stands.concern_id,
        )  # fmt: skip


def filled(stands: NewEntry) -> dict[str, Any]:
    """What stands in an entry, as the form begins with it."""
    made: dict[str, Any] = {
        "strengths": "\n".join(s.words for s in stands.strengths if s.kind is StrengthKind.STRENGTH),
        "reason": stands.reason, "helps_first": stands.helps_first, "tier": int(stands.tier),
        "state": str(stands.status), "next_on": stands.next_on, "next_what": stands.next_what,
    }  # fmt: skip
    for n, hope in enumerate(s for s in stands.strengths if s.kind is StrengthKind.HOPE):
        made |= {f"hope_{n}": hope.words, f"whose_{n}": hope.whose}
    for n, need in enumerate(stands.needs):
        made |= {
            f"way_{n}": need.gets_in_the_way, f"helps_{n}": need.helps, f"leaf_{n}": need.leaf,
            f"tier_{n}": int(need.tier),
        }  # fmt: skip
    return made


class CloseForm(PlainForm):
    """Why an entry is closed."""

    reason = forms.ChoiceField(
        label=_("Why is it closed?"),
        choices=choices_of(r for r in ExitReason if r is not ExitReason.CONSENT_WITHDRAWN),
        widget=Choice(),
        error_messages={"required": _("Choose why it is closed")},
    )
