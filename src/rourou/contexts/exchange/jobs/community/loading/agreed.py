"""Protocols signed, the four answers as they were given, places in support teams, and what keeps somebody safe."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from rourou.contexts.exchange.jobs.community.loading.book import Book
from rourou.contexts.exchange.jobs.community.loading.replay import Event, about, on
from rourou.contexts.exchange.jobs.community.shapes import Consent, Order, ProtectedLocation, Protocol, TeamPlace
from rourou.contexts.people import commands as people
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import (
    CLUSTER_CATEGORIES,
    Answer,
    Method,
    NamedKind,
    NewConsent,
    ProtocolBody,
    ProtocolKind,
    Question,
)
from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.access.purposes import Category

METHODS = {"written": Method.WRITTEN, "digital": Method.DIGITAL, "verbal_recorded": Method.SPOKEN}
TEAM = Category.IDENTITY | Category.STRENGTHS | Category.NEEDS | Category.SUPPORTS | Category.PLAN | Category.PROGRESS
END_OF_NEXT_YEAR = date(2027, 12, 17)


def told(book: Book, today: date) -> Iterator[Event]:
    """Every event of this part of the story."""
    yield from _protocols(book)
    yield from _answers(book, today)
    yield from _teams(book)
    for order in book.community.orders:
        if order.kind != "staff_is_whanau":  # that one follows from the circle itself
            yield from _order(book, order)
    for place in book.community.locations:
        yield Event(on(place.since, 14), f"place of {place.learner}", lambda p=place: _protect(book, p))


# Protocols


def _protocols(book: Book) -> Iterator[Event]:
    lead = next(p.person for p in book.community.posts if p.role == "cluster_lead")
    for protocol in book.community.protocols:
        key, signing = f"protocol {protocol.label}", min(day for _, _, day in protocol.signed)
        yield Event(on(signing - timedelta(days=7), 10), key, lambda p=protocol: _draft(book, p, lead))
        yield Event(on(signing - timedelta(days=2), 10), f"{key} opened", lambda k=key: _open(book, k, lead))
        for setting, person, day in protocol.signed:
            label = f"{key} {setting}"
            yield Event(on(day, 11), label, lambda k=key, s=setting, w=person: _sign(book, k, s, w))
        yield Event(on(protocol.from_on, 15), f"{key} in force", lambda k=key: _put_in_force(book, k, lead))


def _draft(book: Book, protocol: Protocol, lead: str) -> None:
    kind = ProtocolKind(protocol.kind)
    with book.labelled("protocol", protocol.label):
        call = book.call(lead, None, P.PROTOCOL_DRAFT)
        made = sharing.draft_protocol(call, kind, title=str(kind.label), body=_body(protocol))
    book.made[f"protocol {protocol.label}"] = made.id


def _body(protocol: Protocol) -> ProtocolBody:
    shown = [s for s in protocol.shares if s.audience == "cluster"]
    categories = CLUSTER_CATEGORIES
    for share in shown:
        categories |= Category[share.category.upper()]
    return ProtocolBody(
        summary=" ".join(protocol.words),
        purposes=("So that learners get the support that whānau and settings ask for",) if shown else (),
        categories=int(categories),
        ceiling=max((s.ceiling for s in shown), default=2),
        storage="In this software, on a machine that the cluster names, with a copy each night.",
        retention="As long as a learner is enrolled with one of us, then as the school records rules say.",
        method="consensus",
        quorum=protocol.quorum,
        standing_aside="Anyone may stand aside, and the reason is written down as it was said.",
        conflicts="Whoever is whānau to a learner steps back from that item.",
        criteria=tuple({"code": c.code, "words": c.words} for c in protocol.criteria),
        stops_clock=("Whānau asked to wait", "The learner is away"),
        another_look="Whānau or a setting may ask for another look within ten school days.",
        threshold=protocol.suppress_below,
    )


def _open(book: Book, key: str, lead: str) -> None:
    sharing.open_for_signing(book.call(lead, None, P.PROTOCOL_DRAFT), book.made[key])


def _sign(book: Book, key: str, setting: str, person: str) -> None:
    with book.labelled(key, setting):
        sharing.sign_protocol(book.call(person, setting, P.PROTOCOL_SIGN), book.made[key])


def _put_in_force(book: Book, key: str, lead: str) -> None:
    sharing.put_in_force(book.call(lead, None, P.PROTOCOL_DRAFT), book.made[key])


# The four answers


def _answers(book: Book, today: date) -> Iterator[Event]:
    """What one person answered in one talk is recorded together; a yes that is stopped later is stopped by them."""
    talks: dict[tuple[str, str, date], list[Consent]] = defaultdict(list)
    for consent in book.community.consents:
        talks[consent.learner, consent.by, consent.given_on].append(consent)
    for (learner, by, day), consents in talks.items():
        yield from about(learner, _talk(book, today, f"{by} for {learner}", day, consents))


def _talk(book: Book, today: date, who: str, day: date, consents: list[Consent]) -> Iterator[Event]:
    yield Event(on(day, 15, 30), f"answers of {who}", lambda: _record(book, consents))
    for consent in consents:
        if consent.withdrawn_on:
            yield Event(on(consent.withdrawn_on, 20, 15), f"stop of {who}", lambda c=consent: _withdraw(book, c))
        elif consent.answer == "spoken_yes" and consent.confirm_by and consent.confirm_by < today:
            what = f"spoken yes of {who} confirmed"
            yield Event(on(day + timedelta(days=5), 9), what, lambda c=consent: _confirm(book, c))


def _name(consent: Consent) -> str:
    to = consent.audiences[0].setting if consent.question == 3 and consent.audiences else ""
    return f"consent {consent.learner} {consent.by} {consent.question} {consent.given_on} {to}".strip()


def _record(book: Book, consents: list[Consent]) -> None:
    """An answer that is spoken of again later is kept by its label; the others are recorded in one act."""
    setting = book.home(consents[0].learner)
    call = book.call(consents[0].taken_by, setting, P.CONSENT_RECORD)
    apart = [c for c in consents if c.withdrawn_on or c.answer == "spoken_yes"]
    together = [c for c in consents if c not in apart]
    for consent in apart:
        with book.labelled(_name(consent)):
            book.made[_name(consent)] = sharing.record_consent(call, _answer(book, consent)).id
    if together:
        with book.labelled("answers", consents[0].learner, consents[0].by, str(consents[0].given_on)):
            sharing.record_answers(
                call, book.learner(consents[0].learner), [_answer(book, consent) for consent in together]
            )


def _answer(book: Book, consent: Consent) -> NewConsent:
    own = consent.by == consent.learner
    spoken = consent.answer == "spoken_yes"
    return NewConsent(
        learner_id=book.learner(consent.learner),
        question=Question(consent.question),
        answer=Answer.YES if spoken else Answer(consent.answer),
        given_by=None if own else book.members[consent.learner, consent.by],
        method=Method.SPOKEN if spoken else METHODS[consent.method],
        until_on=(consent.until or END_OF_NEXT_YEAR) if spoken or consent.answer == "yes" else None,
        organisation_ids=tuple(book.settings[a.setting].id for a in consent.audiences)
        if consent.answer in {"yes", "spoken_yes"}
        else (),
        categories=_categories(consent),
        by_learner=own,
        language=consent.language,
        confirm_by_on=consent.confirm_by,
    )


def _categories(consent: Consent) -> Category:
    found = Category(0)
    for audience in consent.audiences:
        for name in audience.categories:
            found |= Category[name.upper()]
    return found or CLUSTER_CATEGORIES


def _withdraw(book: Book, consent: Consent) -> None:
    with book.labelled(_name(consent), "stopped"):
        sharing.withdraw_consent(book.call(consent.withdrawn_by or consent.by), book.made[_name(consent)])


def _confirm(book: Book, consent: Consent) -> None:
    setting = book.home(consent.learner)
    sharing.confirm_consent(book.call(book.head(setting), setting, P.CONSENT_CONFIRM), book.made[_name(consent)])


# Support teams


def _teams(book: Book) -> Iterator[Event]:
    for place in book.community.teams:
        label = f"team {place.learner} {place.person}"
        yield Event(on(place.starts_on, 11), label, lambda p=place, key=label: _name_person(book, p, key))
        yield Event(
            on(place.starts_on, 14), f"{label} confirmed", lambda p=place, key=label: _confirm_place(book, p, key)
        )


def _name_person(book: Book, place: TeamPlace, key: str) -> None:
    setting = book.home(place.learner)
    with book.labelled(key):
        made = sharing.name_person(
            book.call(book.coordinator(setting), setting, P.NAMED_MANAGE), book.learner(place.learner),
            kind=NamedKind.SUPPORT_TEAM, user_id=book.people[place.person].id, categories=TEAM,
            organisation_id=book.settings[place.setting].id, until_on=place.ends_on,
        )  # fmt: skip
    book.made[key] = made.id


def _confirm_place(book: Book, place: TeamPlace, key: str) -> None:
    call = book.call(place.confirmed_by, book.home(place.learner), P.CONSENT_CONFIRM)
    sharing.confirm_named(call, book.made[key])


# What keeps somebody safe


def _order(book: Book, order: Order) -> Iterator[Event]:
    """An order that leaves an adult nothing to read online rests their sign-in, with a day to look at it again.

    What a parenting order takes away in part (where, contact, health, family) no adult reads online anyway.
    """
    if order.categories == ("all",):
        yield Event(on(order.made_on, 13), f"order about {order.about}", lambda: _pause(book, order))


def _pause(book: Book, order: Order) -> None:
    with book.labelled("order", order.learner, order.about):
        people.pause_person(
            book.call(order.recorded_by, book.home(order.learner), P.ACCESS_PAUSE), book.learner(order.learner),
            book.members[order.learner, order.about], reason="The order of the court, seen on the day it was made.",
            review_on=date(order.made_on.year + 1, order.made_on.month, order.made_on.day),
        )  # fmt: skip


def _protect(book: Book, place: ProtectedLocation) -> None:
    with book.labelled("place", place.learner):
        call = book.call(place.recorded_by, book.home(place.learner), P.LOCATION_PROTECT)
        people.protect_location(call, book.learner(place.learner), reason=place.reason, from_on=place.since)
