"""Pages of the importers: translate a request, make one call, translate the answer."""

from collections.abc import Callable, Iterator
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.exchange import commands, queries
from rourou.contexts.exchange.forms import LARGEST, FileForm, LoadForm, UndoForm
from rourou.contexts.exchange.queries import RunCard, RunPage
from rourou.contexts.exchange.rules import AT_ONCE
from rourou.contexts.exchange.types import Action, Counts, Kind, Line, RunState
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Cell, Empty, Link, More, Pair, Row, Table
from rourou.foundation.ui.words import StatusWord, Tag

CHECK: Final[dict[Kind, Callable[..., commands.RunDone]]] = {
    Kind.ROSTER: commands.check_roster,
    Kind.SUPPLY: commands.check_supply,
}
UNDO: Final[dict[Kind, Callable[..., commands.RunDone]]] = {
    Kind.ROSTER: commands.undo_roster,
    Kind.SUPPLY: commands.undo_supply,
}
TAGS: Final = {
    RunState.CHECKED: StatusWord.IMPORT_CHECKED,
    RunState.LOADED: StatusWord.IMPORT_LOADED,
    RunState.UNDONE: StatusWord.IMPORT_UNDONE,
}
# The columns of contract.md, in the order in which people fill them in.
COLUMNS: Final = {
    Kind.ROSTER: (
        ("family_name, given_names, birth_date",),
        ("nsn, preferred_name, gender, ethnicities, iwi, languages, year_level, room",
         "caregiver_1_name, caregiver_1_relationship, caregiver_1_email, caregiver_1_phone", "caregiver_2_…"),
    ),
    Kind.SUPPLY: (
        ("organisation, service, support_type, hours_per_term",),
        ("tier, term, group_size_max, skills, languages, days, settings_served, year_from, year_to, contact",),
    ),
}  # fmt: skip


def _section(kind: Kind) -> str:
    return "supply" if kind is Kind.SUPPLY else "register"


# The list


def imports(request: CallRequest) -> HttpResponse:
    """What was brought in here, newest first."""
    page = queries.imports_page(request.call)
    kind = page.kinds[0] if page.kinds else Kind.ROSTER
    nothing = Empty(_("No file was brought in yet. Bring one in, and nobody types a list twice."))
    context = {
        "page": page, "rows": [_run_row(card) for card in page.runs], "empty": nothing,
        "new_url": f"{reverse('import_new')}?kind={kind.value}" if page.kinds else "", "new_words": _new_words(kind),
        "where": page.cluster if kind is Kind.SUPPLY else page.place,
    }  # fmt: skip
    return show(request, "exchange/imports.html", context, section=_section(kind))


def _new_words(kind: Kind) -> str:
    return _("Bring in the supply") if kind is Kind.SUPPLY else _("Bring in a roster")


def _run_row(card: RunCard) -> Row:
    return Row(
        dates.day_time(card.at), _what(card), _("By %(who)s.") % {"who": card.by},
        url=reverse("import_run", args=[card.public_id]), tag=_tag(card), strong=card.is_kept and not card.faults,
    )  # fmt: skip


def _tag(card: RunCard) -> Tag:
    return TAGS[card.state].tag()


def _what(card: RunCard) -> str:
    if card.faults:
        return ngettext("%(n)s thing to put right", "%(n)s things to put right", card.faults) % {"n": card.faults}
    n = card.counts.rows
    if card.kind is Kind.SUPPLY:
        return ngettext("Supply: %(n)s service", "Supply: %(n)s services", n) % {"n": f"{n:,}"}
    return ngettext("Roster: %(n)s learner", "Roster: %(n)s learners", n) % {"n": f"{n:,}"}


# A new file


def new_import(request: CallRequest) -> HttpResponse:
    """Choose a file; it is checked at once, and nothing changes by that."""
    page = queries.new_import(request.call)
    kind = next((k for k in page.kinds if k.value == request.GET.get("kind")), page.kinds[0])
    sent = request.method == "POST"
    form = form_for(
        request, FileForm, audience=audiences.line(page.audience), back=reverse("imports"),
        files=request.FILES if sent else None, is_too_large=sent and _is_too_large(request),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            done = CHECK[kind](request.call, form.cleaned_data["file"].read())
            return see_other(request, "import_run", request.call.public(done.id))
    needed, more = COLUMNS[kind]
    context = {
        "page": page,
        "form": form,
        "is_supply": kind is Kind.SUPPLY,
        "needed": needed,
        "more": more,
        "kind": kind.value,
    }
    return show(request, "exchange/new.html", context, status=form.status, section=_section(kind))


def _is_too_large(request: CallRequest) -> bool:
    """A body that is over the limit is not taken in, so its length is all there is to see of it."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + 64 * 1024


# One run


def import_run(request: CallRequest, run: PublicId) -> HttpResponse:
    """What a file will do or did, row by row; before anything changes, the button that loads it."""
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    page = queries.run_page(request.call, run.inner, show=request.GET.get("show", ""), after=after)
    return _run(request, page, _load_form(request, page), 200)


def _load_form(request: CallRequest, page: RunPage) -> LoadForm:
    back = reverse("import_run", args=[page.card.public_id])
    return form_for(request, LoadForm, audience=audiences.line(page.audience), version=page.version, back=back)


def load(request: CallRequest, run: PublicId) -> HttpResponse:
    """Load a checked file. A large one goes on while this page says how far it is."""
    page = queries.run_page(request.call, run.inner)
    form = _load_form(request, page)
    if form.is_valid():
        with form.attempt():
            _load(request, page, run)
            return see_other(request, form.back)
    return _run(request, page, form, form.status)


def _load(request: CallRequest, page: RunPage, run: PublicId) -> None:
    if page.card.kind is Kind.SUPPLY:
        commands.load_supply(request.call, run.inner)
    elif page.card.counts.rows >= AT_ONCE:
        commands.begin_load(request.call, run.inner)
    else:
        commands.load_roster(request.call, run.inner)


def _run(request: CallRequest, page: RunPage, form: LoadForm, status: int) -> HttpResponse:
    url = reverse("import_run", args=[page.card.public_id])
    context = {
        "page": page, "form": form, "url": url, "headline": _headline(page), "lede": _lede(page),
        "tag": _tag(page.card), "facts": _facts(page), "filters": _filters(page, url), "table": _table(page),
        "more": _more(page, url),
        "undo_url": reverse("import_undo", args=[page.card.public_id]),
        "onward": _onward(request, page.card),
        "again_url": f"{reverse('import_new')}?kind={page.card.kind.value}",
        "supply": page.card.kind is Kind.SUPPLY, "so_far": _so_far(page),
    }  # fmt: skip
    section = _section(page.card.kind)
    return show(request, "exchange/run.html", context, fragment="exchange/_run.html", status=status, section=section)


def _onward(request: CallRequest, card: RunCard) -> Link | None:
    """After a load of supports, the page where they stand. Learners are links in the table itself."""
    if card.state is not RunState.LOADED or card.kind is not Kind.SUPPLY:
        return None
    return Link(_("See the supports on offer"), reverse("supply", args=[request.call.post.cluster_code]))


def _so_far(page: RunPage) -> str:
    if page.gauge is None:
        return ""
    said = {"done": f"{page.gauge.done:,}", "of": f"{page.gauge.of:,}"}
    return _("%(done)s of %(of)s rows so far. Nobody is on the roll until all of them are.") % said


def _headline(page: RunPage) -> str:
    card, n = page.card, page.card.counts.rows
    if page.gauge and page.gauge.is_running:
        return _("The file is being loaded")
    if card.faults:
        return ngettext("%(n)s thing to put right first", "%(n)s things to put right first", card.faults) % {
            "n": card.faults
        }
    if card.state is RunState.LOADED:
        return _("Loaded, all of it")
    if card.state is RunState.UNDONE:
        return _("Undone: everything is as it was before")
    return ngettext(
        "%(n)s row is ready, and nothing has changed yet", "%(n)s rows are ready, and nothing has changed yet", n
    ) % {"n": f"{n:,}"}


def _lede(page: RunPage) -> str:
    card = page.card
    if card.faults:
        return _("Nothing was loaded, and nothing is kept of this file. Put right what stands here and check it again.")
    if card.state is RunState.UNDONE:
        return _("%(who)s undid it: %(why)s") % {"who": page.undone_by, "why": page.undone_why}
    if card.state is RunState.CHECKED and not card.is_kept:
        return _("What was checked is kept for a day, and that is over. Check the file again.")
    if card.state is RunState.CHECKED and not page.is_mine:
        return _("%(who)s checked it. Only they see the rows, until they load it.") % {"who": card.by}
    return " ".join(_services_said(card.counts) if card.kind is Kind.SUPPLY else _learners_said(card.counts))


def _learners_said(counts: Counts) -> Iterator[str]:
    """“40 learners are new on your roll. 3 change year, room or NSN. 2 are here already and stay as they are.”"""
    said = (
        (
            counts.added,
            ngettext("%(n)s learner is new on your roll.", "%(n)s learners are new on your roll.", counts.added),
        ),
        (
            counts.changed,
            ngettext("%(n)s changes year, room or NSN.", "%(n)s change year, room or NSN.", counts.changed),
        ),
        (
            counts.unchanged,
            ngettext(
                "%(n)s is here already and stays the same.",
                "%(n)s are here already and stay the same.",
                counts.unchanged,
            ),
        ),
    )
    yield from (words % {"n": f"{n:,}"} for n, words in said if n)


def _services_said(counts: Counts) -> Iterator[str]:
    said = (
        (counts.added, ngettext("%(n)s service is new.", "%(n)s services are new.", counts.added)),
        (counts.changed, ngettext("%(n)s changes.", "%(n)s change.", counts.changed)),
        (
            counts.unchanged,
            ngettext("%(n)s stands so already.", "%(n)s stand so already.", counts.unchanged),
        ),
    )
    yield from (words % {"n": f"{n:,}"} for n, words in said if n)


def _facts(page: RunPage) -> list[Pair]:
    """What comes with the rows, and until when what was checked is kept."""
    counts, card = page.card.counts, page.card
    if card.faults or card.state is RunState.UNDONE:
        return []
    rows = []
    if counts.whanau:
        said = ngettext("%(n)s person", "%(n)s people", counts.whanau) % {"n": f"{counts.whanau:,}"}
        note = _("Without online access, until somebody has checked their authority.")
        rows.append(Pair(_("Whānau contacts"), said, note=note))
    if counts.classes:
        rows.append(Pair(_("New rooms"), f"{counts.classes:,}"))
    if page.may_load:
        rows.append(Pair(_("Kept for you until"), dates.day_time(page.kept_until)))
    if page.may_undo:
        rows.append(Pair(_("Loaded"), _("%(when)s, by %(who)s") % {"when": dates.day_time(card.at), "who": card.by}))
    return rows


_SHOWN: Final = (Action.ADDED, Action.CHANGED, Action.UNCHANGED)


def _filters(page: RunPage, url: str) -> tuple[Link, ...]:
    """All, new, changes, already here: each with its number, none where it has none."""
    counts = page.card.counts
    numbers = {Action.ADDED: counts.added, Action.CHANGED: counts.changed, Action.UNCHANGED: counts.unchanged}
    if page.card.faults or sum(n > 0 for n in numbers.values()) < 2 or page.card.state is RunState.UNDONE:
        return ()
    every = Link(_("All %(n)s") % {"n": f"{counts.rows:,}"}, url, current=page.shown is None)
    return (every, *(
        Link(f"{_action_words(a)} {numbers[a]:,}", f"{url}?show={a.value}", current=page.shown is a)
        for a in _SHOWN if numbers[a]
    ))  # fmt: skip


def _action_words(action: Action) -> str:
    return {
        Action.ADDED: _("New"), Action.CHANGED: _("Changes"), Action.UNCHANGED: _("Already here"),
        Action.REFUSED: _("To put right"),
    }[action]  # fmt: skip


def _table(page: RunPage) -> Table | None:
    if not page.lines:
        return None
    if page.card.faults:
        heads = (_("Where"), _("What to do"))
        return Table(_("What to put right"), heads, tuple(_fault_cells(line) for line in page.lines))
    first = _("Service") if page.card.kind is Kind.SUPPLY else _("Learner")
    columns = (
        first,
        _("In the file"),
        _("What happens") if page.card.state is RunState.CHECKED else _("What happened"),
    )
    return Table(_("Row by row"), columns, tuple(_line_cells(line) for line in page.lines))


def _fault_cells(line: Line) -> tuple[Cell, ...]:
    where = _("Row %(n)s") % {"n": line.row} if line.row else _("The file")
    return Cell(where, sub=line.column), Cell(line.what)


def _line_cells(line: Line) -> tuple[Cell, ...]:
    url = reverse("learner", args=[line.url_id]) if line.url_id else ""
    return (
        Cell(line.name, url=url),
        Cell(_("Row %(n)s") % {"n": line.row}),
        Cell(_action_words(line.action), sub=line.what),
    )


def _more(page: RunPage, url: str) -> More | None:
    if page.after is None:
        return None
    show_only = f"&show={page.shown.value}" if page.shown else ""
    return More(f"{url}?after={page.after}{show_only}")


def undo(request: CallRequest, run: PublicId) -> HttpResponse:
    """Take a load back: what goes, what stays, why; then one button."""
    page = queries.undo_page(request.call, run.inner)
    form = form_for(
        request, UndoForm, audience=audiences.line(page.audience), version=page.version,
        back=reverse("import_run", args=[run.text]),
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            UNDO[page.card.kind](request.call, run.inner, why=form.cleaned_data["why"])
            return see_other(request, form.back)
    context = {"page": page, "form": form, "what": _what(page.card), "supply": page.card.kind is Kind.SUPPLY}
    return show(request, "exchange/undo.html", context, status=form.status, section=_section(page.card.kind))
