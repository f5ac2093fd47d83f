"""`{% load rourou %}`: the components as tags, and days as filters. Each draws one template of `ui/components`."""

from datetime import date, datetime
from typing import Any
from zlib import crc32

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html

from rourou.foundation.kernel.calendar import Calendar
from rourou.foundation.ui import charts, dates, parts, stamps, tables
from rourou.foundation.ui.forms import PlainBoundField, PlainForm
from rourou.foundation.ui.words import StatusWord, Tag

register = template.Library()
_AT = "ui/components/"


@register.inclusion_tag(_AT + "tag.html")
def tag(status: Tag | StatusWord | None, **slots: Any) -> dict[str, Any]:
    """{% tag page.plan %}: a status. Only a StatusWord can become one."""
    return {"tag": status.tag(**slots) if isinstance(status, StatusWord) else status}


@register.inclusion_tag(_AT + "audience.html")
def audience(who: parts.Audience) -> dict[str, Any]:
    """{% audience page.audience %}: who sees this, at the foot of a section."""
    return {"audience": who}


@register.simple_block_tag(takes_context=True)
def audienceline(context: Context, content: str, who: parts.Audience) -> str:
    """{% audienceline form.audience %}<button …>{% endaudienceline %}: the line that holds the button."""
    return render_to_string(_AT + "audience.html", {"audience": who, "button": content})


@register.simple_block_tag
def notice(content: str, kind: str = "", focus: bool = False) -> str:
    """{% notice "good" %}…{% endnotice %}; kinds: good, care, bad, or none."""
    css = f"note-{kind}" if kind else ""
    return render_to_string(_AT + "notice.html", {"css": css, "content": content, "focus": focus})


@register.inclusion_tag(_AT + "button.html")
def button(
    words: str,
    kind: str = "go",
    *,
    about: str = "",
    offer: parts.Offered | None = None,
    name: str = "",
    value: str = "",
    form: str = "",
) -> dict[str, Any]:
    """{% button _("Send to Mere") %}; with offer=page.close it hides, or stays and says why it is off."""
    show = offer is None or offer.show
    off = "" if offer is None or offer.enabled else offer.reason
    values = {"show": show, "words": words, "kind": kind, "about": about, "off": off}
    return {
        **values,
        "name": name,
        "value": value,
        "form": form,
        "why_id": f"why-{crc32(f'{words}{about}{off}'.encode()):x}",
    }


@register.inclusion_tag(_AT + "linkbutton.html")
def linkbutton(words: str, url: str, kind: str = "", *, about: str = "") -> dict[str, Any]:
    """{% linkbutton _("Quick note") page.note_url "go" %}"""
    return {"words": words, "url": url, "kind": kind, "about": about}


@register.inclusion_tag(_AT + "rows.html", takes_context=True)
def rows(
    context: Context, items: tuple[parts.Row, ...], *, lead: bool = False, ordered: bool = False
) -> dict[str, Any]:
    """{% rows page.promises lead=True %}: a list on the spine (promises, tasks, timeline, rules, look-ups)."""
    token = context.get("csrf_token", "")
    return {"rows": items, "lead": lead, "ordered": ordered, "csrf_token": token}


@register.inclusion_tag(_AT + "kv.html")
def kv(items: tuple[parts.Pair, ...]) -> dict[str, Any]:
    """{% kv page.facts %}: terms and what is said of them; with `change_url`, check before sending."""
    return {"pairs": items}


@register.simple_tag
def datatable(table: parts.Table) -> str:
    """{% datatable page.table %}: a table that is a list of labelled lines on a phone."""
    return tables.drawn(table)


@register.inclusion_tag(_AT + "pairs.html")
def pairs(table: parts.Pairs) -> dict[str, Any]:
    """{% pairs page.ways %}: what gets in the way, with what helps beside it."""
    return {"pairs": table}


@register.inclusion_tag(_AT + "voice.html")
def voice(said: parts.Voice | None) -> dict[str, Any]:
    """{% voice page.voice %}: somebody's own words."""
    return {"voice": said}


@register.inclusion_tag(_AT + "consent.html")
def consent(line: parts.ConsentLine | None) -> dict[str, Any]:
    """{% consent page.sharing %}: what has been agreed."""
    return {"line": line}


@register.inclusion_tag(_AT + "empty.html")
def empty(nothing: parts.Empty) -> dict[str, Any]:
    """{% empty page.nothing %}: fact, reason, one next step."""
    return {"empty": nothing}


@register.inclusion_tag(_AT + "more.html")
def more(next_page: parts.More | None) -> dict[str, Any]:
    """{% more page.more %}: Show the next 50."""
    return {"more": next_page}


@register.inclusion_tag(_AT + "chips.html")
def chips(links: tuple[parts.Link, ...]) -> dict[str, Any]:
    """{% chips page.filters %}: the filters in use, each a link that removes it."""
    return {"chips": links}


@register.inclusion_tag(_AT + "subnav.html")
def subnav(links: tuple[parts.Link, ...], label: str) -> dict[str, Any]:
    """{% subnav page.sections _("This learner") %}"""
    return {"links": links, "label": label}


@register.inclusion_tag(_AT + "options.html")
def options(choices: tuple[parts.Option, ...], label: str) -> dict[str, Any]:
    """{% options page.splits _("Ways to share the hours") %}: a few ways to look at the same thing."""
    return {"options": choices, "label": label}


@register.inclusion_tag(_AT + "ladder.html")
def ladder(steps: tuple[parts.Step, ...], label: str = "") -> dict[str, Any]:
    """{% ladder goal.steps _("Steps") %}: written steps, with today's."""
    return {"steps": steps, "label": label}


@register.inclusion_tag(_AT + "steps.html")
def steps(done: int, of: int) -> dict[str, Any]:
    """{% steps 3 7 %}: how far along. The words stand beside it."""
    return {"steps": [n < done for n in range(of)]}


@register.inclusion_tag(_AT + "pips.html")
def pips(done: int, of: int) -> dict[str, Any]:
    """{% pips 4 6 %} before “4 of 6 replied”."""
    return {"pips": [n < done for n in range(of)]}


@register.inclusion_tag(_AT + "clocks.html")
def clocks(pair: tuple[charts.Clock, ...]) -> dict[str, Any]:
    """{% clocks page.clocks %}: both clocks of a request, on one scale."""
    return {"clocks": pair}


@register.inclusion_tag(_AT + "hours.html")
def hours(bar: charts.HoursBar) -> dict[str, Any]:
    """{% hours page.hours %}: one cell is one hour."""
    return {"bar": bar}


@register.inclusion_tag(_AT + "small_hours.html")
def smallhours(cells: charts.SmallHours) -> dict[str, Any]:
    """{% smallhours row.hours %}: the same cells beside one request."""
    return {"hours": cells}


@register.inclusion_tag(_AT + "heat.html")
def heat(table: charts.HeatTable) -> dict[str, Any]:
    """{% heat page.areas %}: counts in five steps; under 6 is hatched."""
    return {"table": table}


@register.inclusion_tag(_AT + "figure.html")
def figure(fig: parts.Figure) -> dict[str, Any]:
    """{% figure page.waiting %}: finding, basis, drawing, numbers, limits."""
    return {"figure": fig}


@register.inclusion_tag(_AT + "exit.html", takes_context=True)
def exitbutton(context: Context) -> dict[str, Any]:
    """The exit button of whānau and learner pages."""
    return {"frame": context.get("frame")}


@register.inclusion_tag(_AT + "field.html")
def field(bound: PlainBoundField) -> dict[str, Any]:
    """{% field form.saw %}: label, hint, error, control."""
    return {"field": bound}


@register.inclusion_tag(_AT + "problems.html")
def problems(form: PlainForm) -> dict[str, Any]:
    """{% problems form %}: what to put right, above the form, focused."""
    return {"form": form}


@register.inclusion_tag(_AT + "form.html", takes_context=True)
def plainform(context: Context, form: PlainForm, words: str, *, action: str = "", cancel: str = "") -> dict[str, Any]:
    """{% plainform form _("Save note") %}: stamp, problems, fields, audience line with the button."""
    token = context.get("csrf_token", "")
    return {"form": form, "words": words, "action": action, "cancel": cancel, "csrf_token": token}


@register.simple_tag
def stamp(form: PlainForm | str) -> str:
    """{% stamp form %}: the hidden field every form carries. Also takes a sealed stamp as text."""
    sealed = form if isinstance(form, str) else form.seal
    return format_html('<input type="hidden" name="{}" value="{}">', stamps.FIELD, sealed) if sealed else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """Fri 21 Nov"""
    return dates.day(value) if value else ""


@register.filter
def day_year(value: date | datetime | None) -> str:
    """17 Dec 2027"""
    return dates.day_year(value) if value else ""


@register.filter
def day_long(value: date | datetime | None) -> str:
    """Tuesday 24 November"""
    return dates.day_long(value) if value else ""


@register.filter
def day_term(value: date | datetime | None, calendar: Calendar) -> str:
    """Fri 21 Nov (Term 4, Week 7)"""
    return dates.day_term(value, calendar) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """2:14 pm"""
    return dates.time_of(value) if value else ""


@register.filter
def day_time(value: datetime | None) -> str:
    """Fri 21 Nov, 2:14 pm"""
    return dates.day_time(value) if value else ""
