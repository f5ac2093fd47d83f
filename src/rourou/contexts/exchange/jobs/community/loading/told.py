"""What the registers hold: concerns, entries, words as they were said, notes, promises, supports and plans."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from rourou.contexts.exchange.jobs.community.loading.book import Book
from rourou.contexts.exchange.jobs.community.loading.replay import Event, about, on
from rourou.contexts.exchange.jobs.community.shapes import Concern, Entry, Goal, Note, Plan, Promise, Support, Voice
from rourou.contexts.plans import commands as plans
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import (
    ConcernAnswer,
    EntryStatus,
    ExitReason,
    FirstStep,
    Funding,
    NewConcern,
    NewDiagnosis,
    NewEntry,
    NewNeed,
    NewNote,
    NewPromise,
    NewResponse,
    NewStrength,
    NewVoice,
    ResponseProvider,
    ResponseStatus,
    ResponseType,
    Speaker,
    StrengthKind,
    Tier,
    VoiceForm,
    WhanauHeard,
)
from rourou.foundation.access.permissions import Permission as P

DAY: Final = timedelta(days=1)
BEFORE_THE_NAME: Final = {"koro", "nan", "nana", "kuia", "uncle", "aunty"}  # “Koro Rāwiri”, but “Hana, mum”


def told(book: Book, today: date) -> Iterator[Event]:
    """Every event of this part of the story."""
    community = book.community
    for concern in community.concerns:
        yield from about(concern.learner, _concern(book, concern))
    for entry in community.entries:
        yield from about(entry.learner, _entry(book, entry))
    for voice in community.voices:
        at, label = on(voice.said_on, 12), f"words of {voice.who}"
        yield Event(at, label, lambda v=voice: _voice(book, v), voice.learner)
    for note in community.notes:
        at, label = on(note.on, 15, 45), f"note of {note.by} on {note.learner}"
        yield Event(at, label, lambda n=note: _note(book, n), note.learner)
    for promise in community.promises:
        yield from about(promise.learner or "", _promise(book, promise))
    for support in community.supports:
        at, label = on(min(support.starts_on or today, today - DAY), 16), f"support for {support.learner}"
        yield Event(at, label, lambda s=support: _support(book, s, today), support.learner)
    for plan in community.plans:
        yield from about(plan.learner, _plan(book, plan))


def _who(book: Book, learner: str, label: str) -> str:
    """Somebody as the record names them: a learner by name, whānau with who they are to the learner, staff by name."""
    if not label:
        return ""
    relation = next((r for r in book.community.relationships if (r.learner, r.person) == (learner, label)), None)
    if relation is None:
        return book.name_of(label)
    name = book.name_of(label)
    return f"{relation.word.capitalize()} {name}" if relation.word in BEFORE_THE_NAME else f"{name}, {relation.word}"


# Concerns and entries


def _concern(book: Book, concern: Concern) -> Iterator[Event]:
    label = f"concern {concern.label}"
    seen = on(concern.seen_on, concern.at.hour, concern.at.minute)
    yield Event(seen, label, lambda: _raise(book, concern, label))
    if concern.status != "new":
        yield Event(on(concern.seen_on + DAY, 9), f"{label} answered", lambda: _answer(book, concern, label))
    if concern.closed_on:
        closes = ConcernAnswer(close=True)
        yield Event(on(concern.closed_on, 14, 30), f"{label} closed", lambda: _say(book, concern, label, closes))


def _raise(book: Book, concern: Concern, label: str) -> None:
    with book.labelled(label):
        book.made[label] = register.raise_concern(
            book.call(concern.by, book.home(concern.learner), P.CONCERN_RAISE),
            NewConcern(
                saw=concern.words, whanau_heard=WhanauHeard(concern.whanau_heard), tried=concern.tried,
                learner_id=book.learner(concern.learner),
            ),
        ).id  # fmt: skip


def _answer(book: Book, concern: Concern, label: str) -> None:
    """What the coordinator chose: they have it, they wait for somebody, or the first step."""
    if concern.status == "waiting":
        answer = ConcernAnswer(waiting_on=concern.waiting_on)
    elif concern.first_step:
        answer = ConcernAnswer(first_step=concern.first_step, step_kind=FirstStep.IN_CLASS)
    else:
        answer = ConcernAnswer(words="Thank you. I have this, and will come and look with you.")
    _say(book, concern, label, answer)


def _say(book: Book, concern: Concern, label: str, answer: ConcernAnswer) -> None:
    setting = book.home(concern.learner)
    with book.labelled(label, "closed" if answer.close else "answered"):
        call = book.call(concern.taken_by or book.coordinator(setting), setting, P.CONCERN_ANSWER)
        register.answer_concern(call, book.made[label], answer)


def _entry(book: Book, entry: Entry) -> Iterator[Event]:
    label = f"entry {entry.learner}"
    yield Event(on(entry.opened_on, 14), label, lambda: _open(book, entry, label))
    if entry.closed_on and entry.exit_reason:
        yield Event(on(entry.closed_on, 15), f"{label} closed", lambda: _close(book, entry))


def _open(book: Book, entry: Entry, label: str) -> None:
    """With the concern it began with, where there was one that was closed that day."""
    began = next(
        (c for c in book.community.concerns if (c.learner, c.closed_on) == (entry.learner, entry.opened_on)), None
    )
    whose = lambda label: _who(book, entry.learner, label)  # noqa: E731
    draft = NewEntry(
        reason=entry.reason,
        helps_first=entry.helps_first,
        tier=Tier(max((b.tier for b in entry.barriers), default=1)),
        status=EntryStatus.OPEN if entry.status == "closed" else EntryStatus(entry.status),
        next_on=entry.next_on,
        next_what=entry.next_what,
        strengths=tuple(NewStrength(s.words, whose=whose(s.by)) for s in entry.strengths)
        + tuple(NewStrength(h.words, StrengthKind.HOPE, whose(h.whose)) for h in entry.hopes),
        needs=tuple(
            NewNeed(b.leaf, b.gets_in_the_way, b.helps, Tier(b.tier), b.severity, b.confidence, b.since)
            for b in entry.barriers
        ),
        diagnoses=tuple(NewDiagnosis(d.name, d.status, d.by, d.on) for d in entry.diagnoses),
        concern_id=book.made[f"concern {began.label}"] if began else None,
    )
    with book.labelled(label):
        call = book.call(entry.opened_by, entry.setting, P.REGISTER_WRITE)
        register.open_entry(call, book.learner(entry.learner), draft)


def _close(book: Book, entry: Entry) -> None:
    call = book.call(entry.opened_by, entry.setting, P.REGISTER_WRITE)
    register.close_entry(
        call, book.learner(entry.learner), ExitReason(entry.exit_reason or ""), closed_on=entry.closed_on
    )


# What was said, noted, promised, done


def _voice(book: Book, voice: Voice) -> None:
    setting = book.home(voice.learner)
    teller = voice.told_to or book.coordinator(setting)
    with book.labelled("voice", voice.learner, voice.who, str(voice.said_on)):
        register.add_voice(
            book.call(teller, setting, P.NOTE_WRITE), book.learner(voice.learner),
            NewVoice(
                words=voice.words, speaker=Speaker(voice.speaker), who=_who(book, voice.learner, voice.who),
                form=VoiceForm(voice.form), language=voice.language, said_on=voice.said_on,
                told_to=book.name_of(voice.told_to) if voice.told_to else "", english=voice.english,
                given_by=book.members.get((voice.learner, voice.who)),
            ),
        )  # fmt: skip


def _note(book: Book, note: Note) -> None:
    with book.labelled("note", note.learner, note.by, str(note.on), note.title):
        call = book.call(note.by, _where(book, note.by, note.learner), P.NOTE_WRITE)
        register.add_note(call, book.learner(note.learner), NewNote(words=note.words, title=note.title, on=note.on))


def _where(book: Book, person: str, learner: str) -> str | None:
    """The learner's own setting, where this person works there; a guest comes in the seat they have."""
    setting = book.home(learner)
    return setting if any(seat.setting == setting for seat in book.seats[person]) else None


def _promise(book: Book, promise: Promise) -> Iterator[Event]:
    label = f"promise {promise.by} {promise.learner} {promise.made_on} {promise.what}"
    yield Event(on(promise.made_on, 15, 50), label, lambda: _make(book, promise, label))
    if promise.done_on:
        yield Event(on(promise.done_on, 10), f"{label} kept", lambda: _keep(book, promise, label))


def _make(book: Book, promise: Promise, label: str) -> None:
    learner, user = promise.learner or "", book.people.get(promise.to)
    made = NewPromise(
        promise.what, promise.due_on, to=_who(book, learner, promise.to), to_user=user.id if user else None
    )
    with book.labelled(label):
        call = book.call(promise.by, _where(book, promise.by, learner), P.NOTE_WRITE)
        draft = NewNote(words=promise.why, promise=made)
        book.made[label] = register.add_note(call, book.learner(learner), draft).id


def _keep(book: Book, promise: Promise, label: str) -> None:
    call = book.call(promise.by, _where(book, promise.by, promise.learner or ""), P.NOTE_WRITE)
    register.keep_promise(call, book.made[label])


def _support(book: Book, support: Support, today: date) -> None:
    """What is only planned has no first day yet; what is finished ended after half a term."""
    setting, planned = book.home(support.learner), support.status == "planned"
    ends = min((support.starts_on or today) + timedelta(days=35), today - DAY)
    draft = NewResponse(
        what=support.what, type=ResponseType(support.type), provider=ResponseProvider(support.provider),
        who=book.name_of(support.person) if support.person else "", organisation_id=book.settings[support.setting].id,
        tier=Tier(support.tier), funding=Funding(support.funding), status=ResponseStatus(support.status),
        hours_per_term=Decimal(str(support.hours_per_term)) if support.hours_per_term else None,
        why_paused="Whoever gives it is away until next term." if support.status == "paused" else "",
        starts_on=None if planned else support.starts_on,
        ends_on=support.ends_on or (ends if support.status == "finished" else None),
    )  # fmt: skip
    with book.labelled("support", support.learner, support.type, support.what):
        call = book.call(book.coordinator(setting), setting, P.SUPPORT_RECORD)
        register.record_response(call, book.learner(support.learner), draft)


# Plans


def _plan(book: Book, plan: Plan) -> Iterator[Event]:
    label = f"plan {plan.label}"
    yield Event(on(plan.from_on, 15), label, lambda: _save(book, plan, label))
    if plan.status == "ended":
        yield Event(on(plan.review_on, 15), f"{label} ended", lambda: _end(book, plan))
    else:
        yield Event(on(plan.from_on, 15, 10), f"{label} next", lambda: _next(book, plan))


def _save(book: Book, plan: Plan, label: str) -> None:
    draft = NewPlan(
        review_on=plan.review_on, from_on=plan.from_on,
        status=PlanStatus.IN_PLACE if plan.status == "ended" else PlanStatus(plan.status),
        written_with=tuple(_who(book, plan.learner, who) for who in plan.written_with),
        goals=tuple(_goal(book, plan, goal) for goal in plan.goals),
    )  # fmt: skip
    with book.labelled(label):
        plans.save_plan(book.call(plan.lead, plan.setting, P.PLAN_WRITE), book.learner(plan.learner), draft)


def _goal(book: Book, plan: Plan, goal: Goal) -> NewGoal:
    return NewGoal(
        words=goal.words, whose=_who(book, plan.learner, goal.whose), measure=goal.measure, steps=goal.steps,
        speaker="learner" if goal.whose == plan.learner else "whanau", now=goal.now,
        actions=tuple(
            NewAction(_who(book, plan.learner, a.who), a.what, a.when, a.due_on, a.done_on) for a in goal.actions
        ),
    )  # fmt: skip


def _end(book: Book, plan: Plan) -> None:
    plans.end_plan(book.call(plan.lead, plan.setting, P.PLAN_WRITE), book.learner(plan.learner), on=plan.review_on)


def _next(book: Book, plan: Plan) -> None:
    """What comes next for this learner as people told it, which may be sooner than the plan's review."""
    entry = next((e for e in book.community.entries if e.learner == plan.learner), None)
    if entry and entry.next_on and entry.next_on < plan.review_on:
        call = book.call(plan.lead, plan.setting, P.NOTE_WRITE)
        register.set_next(call, book.learner(plan.learner), on=entry.next_on, what=entry.next_what)
