"""Pages of moves: translate a request, make one call, translate the answer."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.moves import commands, queries
from rourou.contexts.moves.forms import AcceptForm, AnswersForm, MetForm, MoveForm, ShareForm, StopForm, WeekSixForm
from rourou.contexts.moves.queries import Board, MoveCard, MovePage
from rourou.contexts.moves.types import MAY_TRAVEL, Reply, Stage
from rourou.foundation.access.public_ids import PublicId, PublicIdConverter
from rourou.foundation.access.purposes import CATEGORY_WORDS, Withheld
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences, dates
from rourou.foundation.ui.forms import PlainForm, form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Audience, Empty, Mark, Pair, Row
from rourou.foundation.ui.words import StatusWord

_STAGES = {
    Stage.AGREED: StatusWord.MOVE_AGREED,
    Stage.SHARED: StatusWord.MOVE_SHARED,
    Stage.MET: StatusWord.MOVE_MET,
    Stage.MOVED: StatusWord.MOVE_MOVED,
    Stage.SETTLED: StatusWord.MOVE_SETTLED,
}
_REPLIES = {
    Reply.CAN_DO: lambda: _("We can do this"),
    Reply.NEED_HELP: lambda: _("We need help with this"),
    Reply.NOT_YET: lambda: _("Not yet"),
}


def _when(card: MoveCard) -> str:
    """Until the handover is accepted the new side learns the month, and no more."""
    return dates.month_name(card.moves_on, short=False) if card.month_only else dates.day(card.moves_on)


def board(request: CallRequest) -> HttpResponse:
    """Moves by stage: columns on a wide screen, lists on a phone."""
    page = queries.board(request.call)
    columns = [
        {"tag": _STAGES[stage].tag(), "key": stage.value, "rows": [_row(c) for c in cards]}
        for stage, cards in page.columns.items()
    ]
    context = {
        "page": page,
        "columns": columns,
        "headline": _board_words(page),
        "nothing": Empty(_("Nobody is moving between settings now. A move begins on a learner’s page.")),
        "any": any(page.columns.values()),
    }
    return show(request, "moves/board.html", context, section="moves")


def _board_words(page: Board) -> str:
    if not page.count:
        return _("Nobody is moving now.")
    return ngettext("%(n)s learner is moving.", "%(n)s learners are moving.", page.count) % {"n": page.count}


def _row(card: MoveCard) -> Row:
    way = _("%(from)s to %(to)s") % {"from": _place(card.from_name), "to": _place(card.to_name)}
    note = "" if card.is_accepted else _("Not accepted yet")
    return Row(
        _when(card), card.name, _("They ask to meet you.") if card.month_only else way, note=note, note_mark=Mark.RING,
        url=reverse("move", args=[card.public_id]),
    )  # fmt: skip


def _learner_in(request: CallRequest) -> PublicId:
    """`?learner=` as the path converter would read it."""
    try:
        return PublicIdConverter().to_python(request.GET.get("learner", ""))
    except ValueError as fault:
        raise NotFound from fault


def new(request: CallRequest) -> HttpResponse:
    """Begin a move from a learner."""
    learner = _learner_in(request)
    page = queries.new_move_page(request.call, learner.inner)
    settings = {public: i for i, _name, public in page.settings}
    colleagues = {public: i for i, _name, public in page.colleagues}
    form = form_for(
        request, MoveForm, audience=audiences.line(page.audience), back=reverse("moves"), today=page.today,
        settings=[(public, name) for _i, name, public in page.settings],
        colleagues=[(public, name) for _i, name, public in page.colleagues],
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            made = commands.agree_move(request.call, form.draft(learner.inner, settings, colleagues))
            return see_other(request, "move", request.call.public(made.id))
    context = {"page": page, "form": form, "learner": learner.text}
    return show(request, "moves/new.html", context, status=form.status, section="moves")


def _with_new_side(line: Audience) -> Audience:
    """The rule as it will be once this is recorded: the other side learns a name and a month."""
    theirs = _("and, a first name and the month alone, coordinators of the setting they go to")
    return Audience(f"{line.seen_by}, {theirs}", line.not_shared_with)


def move(request: CallRequest, move: PublicId) -> HttpResponse:
    """One move, as this side may see it."""
    page = queries.move_page(request.call, move.inner)
    context = _context(page, move) | {"audience": audiences.line(page.audience)}
    return show(request, "moves/move.html", context, section="moves")


def _context(page: MovePage, move: PublicId) -> dict[str, Any]:
    return {
        "page": page,
        "from_place": _place(page.card.from_name),
        "to_place": _place(page.card.to_name),
        "move": move.text,
        "tag": _STAGES[page.card.stage].tag(),
        "when": _when(page.card),
        "steps": _step_rows(page),
        "travels": [CATEGORY_WORDS[c] for c in MAY_TRAVEL if c in page.travels],
        "lines": [_line_row(x) for x in page.lines],
        "heard": [_heard(h) for h in page.heard],
        "next": _next(page, move),
        "stops": not page.stands_in_way["stop"] and (page.facts.old_side or page.facts.new_side),
        "little": page.card.month_only,
        "says": _says(page),
    }


def _place(place: str | Withheld) -> str:
    """A setting inside a sentence; where a place may not be known, no sentence says more than that there is one."""
    return _("another setting") if isinstance(place, Withheld) else place


def _says(page: MovePage) -> str:
    """Where it stands, in a sentence, for this side."""
    said = {"to": _place(page.card.to_name), "from": _place(page.card.from_name), "day": _when(page.card)}
    if page.facts.is_stopped:
        return _("This move was stopped.")
    if page.card.month_only:
        return _("They come from %(from)s in %(day)s, and ask to meet you.") % said
    if page.moved_on:
        return _("From %(from)s to %(to)s since %(day)s.") % said
    return _("From %(from)s to %(to)s on %(day)s.") % said


def _step_rows(page: MovePage) -> list[Row]:
    """What has happened and what has not, on one spine."""
    steps: tuple[tuple[str, date | None], ...] = (
        (_("Agreed with whānau. Their online access is paused until authority is checked again"), page.agreed_on),
        (_("Whānau have read the pack, and it is shared"), page.shared_on),
        (_("The handover is accepted"), page.accepted_on),
        (_("Everybody has met"), page.met_on),
        (_("First day at the new setting"), page.moved_on),
        (_("Settled, in week 6"), page.settled_on),
    )
    return [
        Row(dates.day(on) if on else _("Not yet"), words, mark=Mark.DOT if on else Mark.RING) for words, on in steps
    ]


def _line_row(line: Any) -> Row:
    said = _REPLIES[line.reply]() if line.reply else _("No answer yet")
    return Row(said, line.text, mark=Mark.DOT if line.reply is Reply.CAN_DO else Mark.RING)


def _heard(heard: Any) -> list[Pair]:
    pairs = (
        Pair(_("The learner"), heard.learner),
        Pair(_("Whānau"), heard.whanau),
        Pair(_("Kaiako"), heard.kaiako),
    )
    return [p for p in pairs if p.said]


def _next(page: MovePage, move: PublicId) -> list[tuple[str, str, str]]:
    """The steps this side can take now: (words, address, kind). The first is the filled one."""
    possible = (
        ("share", _("Share the pack"), "move_share"),
        ("accept", _("Accept the handover"), "move_accept"),
        ("met", _("Record that you met"), "move_met"),
        ("moved", _("Record the first day"), "move_first_day"),
        ("reply", _("Answer each line"), "move_answers"),
        ("settle", _("Ask the three questions"), "move_week_six"),
    )
    mine = {"share": page.facts.old_side, "met": True}
    found = [
        (words, reverse(name, args=[move.text]))
        for step, words, name in possible
        if not page.stands_in_way[step] and mine.get(step, page.facts.new_side)
    ]
    return [(words, url, "go" if n == 0 else "") for n, (words, url) in enumerate(found)]


def _step(
    request: CallRequest, move: PublicId, page: MovePage, form: PlainForm, *, words: str, button: str, says: str = ""
) -> HttpResponse:
    """Each step has a small page of its own."""
    context = {"page": page, "form": form, "move": move.text, "words": words, "button": button, "says": says}
    return show(request, "moves/step.html", context, status=form.status, section="moves")


def _both_sides(page: MovePage) -> Audience:
    said = {"from": _place(page.card.from_name), "to": _place(page.card.to_name)}
    return Audience(_("coordinators at %(from)s and at %(to)s") % said, _("the rest of the cluster"))


def _about(request: CallRequest, move: PublicId) -> tuple[MovePage, dict[str, Any]]:
    page = queries.move_page(request.call, move.inner)
    known = {"audience": _both_sides(page), "version": page.version, "back": reverse("move", args=[move.text])}
    return page, known


def share(request: CallRequest, move: PublicId) -> HttpResponse:
    """The old side: whānau have read the pack."""
    page, known = _about(request, move)
    form = form_for(request, ShareForm, **known)
    if form.is_valid():
        with form.attempt():
            commands.share_pack(
                request.call, move.inner, read_by_whanau=form.cleaned_data["read"], version=page.version
            )
            return see_other(request, form.back)
    says = _("The new setting reads it once it has accepted the handover.")
    return _step(request, move, page, form, words=_("Share the pack"), button=_("Share the pack"), says=says)


def accept(request: CallRequest, move: PublicId) -> HttpResponse:
    """The new side: on the roll from the day of the move."""
    page, known = _about(request, move)
    ids = {c.public_id: c.id for c in page.classes}
    form = form_for(request, AcceptForm, classes=[(c.public_id, c.name) for c in page.classes], **known)
    if form.is_valid():
        with form.attempt():
            chosen = ids.get(form.cleaned_data["school_class"])
            commands.accept_move(request.call, move.inner, class_id=chosen, version=page.version)
            return see_other(request, form.back)
    says = _("They are on your roll from the day of the move. Whānau access opens when you have checked authority.")
    return _step(request, move, page, form, words=_("Accept the handover"), button=_("Accept the handover"), says=says)


def met(request: CallRequest, move: PublicId) -> HttpResponse:
    """Everybody has met."""
    page, known = _about(request, move)
    form = form_for(request, MetForm, today=page.today, **known)
    if form.is_valid():
        with form.attempt():
            commands.record_meeting(request.call, move.inner, on=form.cleaned_data["on"], version=page.version)
            return see_other(request, form.back)
    return _step(request, move, page, form, words=_("Record that you met"), button=_("Record the day"))


def first_day(request: CallRequest, move: PublicId) -> HttpResponse:
    """The learner has begun."""
    page, known = _about(request, move)
    form = form_for(request, StopForm, **known)
    if form.is_valid():
        with form.attempt():
            commands.record_first_day(request.call, move.inner, version=page.version)
            return see_other(request, form.back)
    says = _("Check authority next, so that whānau see their page again.")
    return _step(request, move, page, form, words=_("They have begun"), button=_("Record the first day"), says=says)


def answers(request: CallRequest, move: PublicId) -> HttpResponse:
    """The new side answers each line."""
    page, known = _about(request, move)
    ids = {x.public_id: x.id for x in page.lines}
    lines = [(x.public_id, x.text, x.reply.value if x.reply else "") for x in page.lines]
    form = form_for(request, AnswersForm, lines=lines, **known)
    if form.is_valid():
        with form.attempt():
            commands.answer_pack(request.call, move.inner, replies=form.replies(ids), version=page.version)
            return see_other(request, form.back)
    return _step(request, move, page, form, words=_("Answer each line"), button=_("Save the answers"))


def week_six(request: CallRequest, move: PublicId) -> HttpResponse:
    """Three questions in week 6."""
    page, known = _about(request, move)
    form = form_for(request, WeekSixForm, **known)
    if form.is_valid():
        with form.attempt():
            commands.record_week_six(request.call, move.inner, form.check_made(), version=page.version)
            return see_other(request, form.back)
    return _step(request, move, page, form, words=_("Six weeks on"), button=_("Save what they said"))


def stop(request: CallRequest, move: PublicId) -> HttpResponse:
    """The move does not go ahead."""
    page, known = _about(request, move)
    form = form_for(request, StopForm, **(known | {"back": reverse("moves")}))
    if form.is_valid():
        with form.attempt():
            commands.stop_move(request.call, move.inner, version=page.version)
            return see_other(request, form.back)
    says = _("The other setting sees nothing of it any more, from now. Check authority before you open whānau access.")
    return _step(request, move, page, form, words=_("Stop this move"), button=_("Stop this move"), says=says)
