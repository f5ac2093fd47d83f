"""Forms: plain words, everything kept, nothing saved under a stamp that no longer fits.

form = form_for(request, NoteForm, audience=page.audience, version=page.version, back=page.url)
if form.is_valid():
    with form.attempt():
        commands.save_note(request.call, learner_id, text=form.cleaned_data["text"])
        return see_other(request, form.back)
return show(request, "register/note.html", {"page": page, "form": form}, status=form.status)
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final, TypeVar

from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from rourou.foundation.kernel.errors import Conflict, Refused, RourouError
from rourou.foundation.kernel.text import nfc
from rourou.foundation.ui import dates, stamps
from rourou.foundation.ui.parts import Audience

# Never shown again on a page that keeps what was typed.
_SECRET: Final = ("csrfmiddlewaretoken", stamps.FIELD, "password", "code", "token", "credential")


@dataclass(frozen=True, slots=True)
class Typed:
    """Something a person typed, kept for them."""

    name: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One of the three boxes of a date."""

    name: str
    id: str
    label: str
    value: str
    digits: bool


class PlainRenderer(DjangoTemplates):
    """Our field template for `{{ form }}` and `{{ form.name.as_field_group }}`."""

    form_template_name = "ui/components/fields.html"
    field_template_name = "ui/components/field.html"


class PlainBoundField(BoundField):
    """A field as the template needs it: which shape, what describes it, what is wrong with it."""

    @property
    def shape(self) -> str:
        """line, joined, picks, boxes (three boxes of a date), tick."""
        return getattr(self.field.widget, "shape", "line")

    @property
    def keyed(self) -> bool:
        """Whether the choices carry the numbers 1 to 6."""
        return bool(getattr(self.field.widget, "keyed", False))

    @property
    def wrong(self) -> str:
        """The first thing to put right; one at a time is enough."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def first_id(self) -> str:
        """Where the error summary leads: the field, or its first choice or box."""
        last = {"line": "", "tick": "", "boxes": "_day"}.get(self.shape, "_0")
        return f"{self.id_for_label or self.auto_id}{last}" if not last else f"{self.auto_id}{last}"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def described_by(self) -> str:
        """Hint first, then the error."""
        return " ".join(i for i, on in ((self.hint_id, self.help_text), (self.error_id, self.errors)) if on)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The three boxes of a date, with their own labels."""
        typed = self.value()
        parts = typed if isinstance(typed, (list, tuple)) else self.field.widget.decompress(typed)
        labels = (gettext("Day"), gettext("Month"), gettext("Year"))
        rows = zip(("day", "month", "year"), labels, [*parts, "", "", ""][:3], strict=True)
        return tuple(
            Box(f"{self.html_name}_{n}", f"{self.auto_id}_{n}", label, "" if part is None else str(part), n != "month")
            for n, label, part in rows
        )

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        attrs.pop("aria-describedby", None)
        if self.shape in {"line", "tick"} and self.described_by:
            attrs["aria-describedby"] = self.described_by
        if self.errors and self.shape == "line":
            attrs["aria-invalid"] = "true"
        return attrs


def choices_of(kind: Iterable[Any]) -> list[tuple[Any, Any]]:
    """A closed list (kernel.words) as choices, each label in the reader’s language."""
    return [(member.value, gettext_lazy(member.label)) for member in kind]


class Choice(forms.RadioSelect):
    """One joined list; with `keyed`, the numbers 1 to 6 choose (the decision form)."""

    shape = "joined"

    def __init__(self, *, keyed: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keyed = keyed


class Line(forms.TextInput):
    """A box of one line, drawn in Python."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        typed = self.format_value(value)
        said = {"type": self.input_type, "name": name, **self.build_attrs(self.attrs, attrs)}
        return format_html("<input{}>", flatatt(said if typed is None else said | {"value": typed}))


class Select(forms.Select):
    """The browser’s own list, drawn in Python: a template for each option is slow on a page with many."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        inner = "".join(_group(words, inside, chosen) for words, inside in self.choices)
        head = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return mark_safe(f"<select{head}>{inner}</select>")


def _group(words: Any, inside: Any, chosen: set[str]) -> str:
    """One choice, or a group of them under its own words."""
    if isinstance(inside, (list, tuple)):
        return f'<optgroup label="{escape(str(words))}">{"".join(_group(v, w, chosen) for v, w in inside)}</optgroup>'
    typed = "" if words is None else str(words)
    return f'<option value="{escape(typed)}"{" selected" if typed in chosen else ""}>{escape(str(inside))}</option>'


class Choices(forms.CheckboxSelectMultiple):
    """Ticks side by side."""

    shape = "picks"


class Tick(forms.CheckboxInput):
    """One tick with its words beside it."""

    shape = "tick"


class Words(forms.CharField):
    """A box for sentences: dictation works, the browser keeps no copy, line ends are one kind."""

    def __init__(self, *, short: bool = False, **kwargs: Any) -> None:
        attrs = {"autocapitalize": "sentences", "spellcheck": "true", "autocomplete": "off"}
        if short:
            attrs |= {"class": "short", "rows": "3"}
        else:
            attrs |= {"rows": "6"}
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # a box that stops taking letters loses words; the length is checked on sending


class Day(forms.Field):
    """A day in one box, in any sensible form (dates.read_day)."""

    widget = forms.TextInput
    default_error_messages = {"unread": gettext_lazy("Enter a date like 4 Dec 2026")}
    today: date | None = None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"class": "w-10", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return dates.day(value, year=True).replace(dates.NBSP, " ") if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        found = dates.read_day(str(value), today=self.today)
        if found is None:
            raise forms.ValidationError(self.error_messages["unread"], code="unread")
        return found


class _Boxes(forms.MultiWidget):
    shape = "boxes"

    def __init__(self) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(attrs=attrs) for part in ("day", "month", "year")})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayBoxes(forms.MultiValueField):
    """A day in three boxes; the month may be a word."""

    widget = _Boxes
    default_error_messages = {"unread": gettext_lazy("Enter a day, a month and a year, like 4 12 2026")}

    def __init__(self, **kwargs: Any) -> None:
        parts = tuple(forms.CharField(required=False) for _ in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: Sequence[str]) -> date | None:
        if not any(data_list):
            return None
        day, month, year = (*data_list, "", "", "")[:3]
        joined = f"{day}/{month}/{year}" if month.isdigit() else f"{day} {month} {year}"
        found = dates.read_day(joined) if day and month and year else None
        if found is None:
            raise forms.ValidationError(self.error_messages["unread"], code="unread")
        return found


class PlainForm(forms.Form):
    """The base of every form: errors say what to do, all is kept, a stamp that no longer fits saves nothing."""

    default_renderer = PlainRenderer()  # one engine, whose templates are read once
    use_required_attribute = False
    bound_field_class = PlainBoundField
    refusal: RourouError | None = None
    stamp_fault: stamps.StampFault | None = None

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *args: Any,
        stamp: stamps.Stamp | None = None,
        today: date | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("auto_id", "f-%s")
        _speak_plainly(type(self))
        super().__init__(_composed(data), *args, **kwargs)
        self.stamp, self.audience = stamp, None
        self.back = stamp.back if stamp else ""
        for field in self.fields.values():
            if isinstance(field, Day):
                field.today = today

    audience: Audience | None

    @property
    def seal(self) -> str:
        """The hidden field's value."""
        return stamps.seal(self.stamp) if self.stamp else ""

    def is_valid(self) -> bool:
        """Filled in, and still opened by the same person, under the same hat, before the same readers."""
        if self.is_bound and self.stamp and self.stamp_fault is None:
            self.stamp_fault = stamps.check(str(self.data.get(stamps.FIELD, "")), self.stamp)
        return super().is_valid() and self.stamp_fault is None

    @property
    def status(self) -> int:
        """200 to be filled in, 409 when something changed meanwhile, 422 when something is to be put right."""
        if not self.is_bound:
            return 200
        return 409 if self.stamp_fault or isinstance(self.refusal, Conflict) else 422

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Do the act inside; a refusal or a conflict is shown on the form instead of losing what was typed."""
        try:
            yield
        except (Conflict, Refused) as refusal:
            self.refuse(refusal)

    def refuse(self, refusal: RourouError) -> None:
        """Show a rule's sentence: beside the field it names, else above the form."""
        self.refusal = refusal
        field = refusal.details.get("field", "")
        if field in self.fields:
            self.add_error(field, gettext(refusal.sentence))

    @property
    def notice(self) -> str:
        """The sentence above the form when the whole of it was refused."""
        if self.stamp_fault:
            return self.stamp_fault.sentence
        if self.refusal and self.refusal.details.get("field", "") not in self.fields:
            return gettext(self.refusal.sentence)
        return " ".join(str(e) for e in self.non_field_errors())

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """(where, what to do) for the summary at the top."""
        if not self.is_bound:
            return ()
        return tuple((bound.first_id, bound.wrong) for bound in self.visible_fields() if bound.errors)  # type: ignore[attr-defined]

    @property
    def theirs(self) -> tuple[tuple[str, str], ...]:
        """On a conflict: what stands there now, by label."""
        if not isinstance(self.refusal, Conflict):
            return ()
        return tuple((gettext(k), v) for k, v in self.refusal.details.items() if k != "field")


F = TypeVar("F", bound=PlainForm)


def form_for(
    request: HttpRequest,
    form: type[F],
    *,
    audience: Audience | None = None,
    version: object = "",
    back: str = "",
    today: date | None = None,
    **kwargs: Any,
) -> F:
    """The form of this request: filled with what was sent on POST, stamped with who sees it.

    `back` is where a finished act leads; on POST it is taken from the signed stamp, so that a form
    included in another page returns to that page.
    """
    stamp = stamps.stamp_for(request, audience, version=version, back=back) if audience else None
    sent = request.POST if request.method == "POST" else None
    made = form(sent, stamp=stamp, today=today, **kwargs)
    made.audience = audience
    if sent is not None and stamp:
        made.back = stamps.back_of(request, str(sent.get(stamps.FIELD, "")), stamp.back)
    return made


def keep(source: PlainForm | Mapping[str, Any]) -> tuple[Typed, ...]:
    """Everything typed, by label, for a page that is not the form itself. Codes and passwords are left out."""
    if isinstance(source, PlainForm):
        bound = {source.add_prefix(name): str(source[name].label) for name in source.fields}
        return _kept(source.data, bound)
    return _kept(source, {})


def _kept(data: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[Typed, ...]:
    names = [name for name in data if not any(secret in name.lower() for secret in _SECRET)]
    kept = (Typed(name, labels.get(name, _spelt(name)), _values(data, name)) for name in names)
    return tuple(typed for typed in kept if any(typed.values))


def _spelt(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").strip().capitalize()


def _values(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = data.getlist(name) if isinstance(data, QueryDict) else data[name]
    return tuple(str(v) for v in (found if isinstance(found, (list, tuple)) else [found]) if str(v).strip())


def _composed(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The same data in Unicode NFC with one kind of line end."""
    if not isinstance(data, QueryDict):
        return {k: _clean(v) for k, v in data.items()} if data is not None else None
    made = data.copy()
    for name in made:
        made.setlist(name, [_clean(value) for value in data.getlist(name)])
    return made


def _clean(value: Any) -> Any:
    return nfc(value).replace("\r\n", "\n") if isinstance(value, str) else value


def _lower(label: str) -> str:
    """The label inside a sentence: its first letter small, unless it opens with a name of its own (NSN, RTLB)."""
    return label if len(label) > 1 and label[1].isupper() else label[:1].lower() + label[1:]


@functools.cache
def _speak_plainly(kind: type["PlainForm"]) -> None:
    """Once for each kind of form, on what its instances are copied from; the language is looked up when it is shown."""
    for field in kind.base_fields.values():
        _say_what_to_do(field)


def _missing(field: forms.Field) -> str:
    label = str(field.label or "").strip()
    if label.endswith("?"):
        return gettext("Answer “%(label)s”") % {"label": label}
    if isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField)):
        return gettext("Choose %(label)s") % {"label": _lower(label)}
    return gettext("Enter %(label)s") % {"label": _lower(label)}


def _say_what_to_do(field: forms.Field) -> None:
    """Every message in our words; a field that brought its own keeps it."""
    ours: dict[str, str] = {
        "required": _later(lambda: _missing(field)),
        "invalid": _later(lambda: gettext("Enter %(label)s another way") % {"label": _lower(str(field.label or ""))}),
        "invalid_choice": gettext_lazy("Choose one of the answers shown"),
        "invalid_list": gettext_lazy("Choose from the answers shown"),
    }
    if isinstance(field, forms.IntegerField):
        ours["invalid"] = gettext_lazy("Enter a number, like 3")
    if isinstance(field, forms.EmailField):
        ours["invalid"] = gettext_lazy("Enter an email address, like name@example.school.nz")
    for code, words in ours.items():
        own = field.error_messages.get(code)
        if own is None or own == _default(field, code):
            field.error_messages[code] = words
    field.validators = [_in_our_words(v) for v in field.validators]


_later = lazy(lambda say: say(), str)


def _default(field: forms.Field, code: str) -> object:
    found = [c.__dict__.get("default_error_messages", {}).get(code) for c in type(field).__mro__]
    return next((words for words in found if words is not None), None)


def _in_our_words(validator: Any) -> Any:
    if isinstance(validator, MaxLengthValidator):
        limit = {"limit": validator.limit_value}
        return MaxLengthValidator(
            validator.limit_value, _later(lambda: gettext("Use %(limit)s letters or fewer") % limit)
        )
    if isinstance(validator, MaxValueValidator):
        limit = {"limit": validator.limit_value}
        return MaxValueValidator(validator.limit_value, _later(lambda: gettext("Enter %(limit)s or less") % limit))
    if isinstance(validator, MinValueValidator):
        limit = {"limit": validator.limit_value}
        return MinValueValidator(validator.limit_value, _later(lambda: gettext("Enter %(limit)s or more") % limit))
    if isinstance(validator, EmailValidator):
        return EmailValidator(gettext_lazy("Enter an email address, like name@example.school.nz"))
    return validator
