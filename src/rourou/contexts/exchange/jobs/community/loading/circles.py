"""Rooms, keepers, learners, whānau and what was checked of their authority: at the start of the year, and later."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from rourou.contexts.exchange.jobs.community.loading import founding
from rourou.contexts.exchange.jobs.community.loading.book import Book, Seat
from rourou.contexts.exchange.jobs.community.loading.replay import Event, about, on
from rourou.contexts.exchange.jobs.community.shapes import Enrolment, Learner, Post, Relationship
from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewLearner, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.foundation.access.permissions import Permission as P
from rourou.foundation.access.roles import Role

ROLL_DAY = date(2026, 1, 29)  # the rolls of the new year are entered before the first day
SEEN = {
    "guardian": (AuthorityKind.GUARDIAN, "Birth certificate"),
    "caregiver": (AuthorityKind.CAREGIVER, "A letter of the guardians, and their call"),
    "court_order": (AuthorityKind.COURT_ORDER, "The order of the court"),
}


def told(book: Book) -> Iterator[Event]:
    """Every event of this part of the story."""
    yield from _keepers(book)
    yield from _rooms(book)
    yield from _rolls(book)
    yield from _whanau(book)
    yield from _own_decisions(book)
    yield from _later_posts(book)
    yield from _endings(book)


def _keepers(book: Book) -> Iterator[Event]:
    """Before the first learner, so that what is highly sensitive has somebody from its first day."""
    for setting, keeper, named_by, confirmed_by in book.community.keepers:
        label = f"keeper {setting} {keeper}"

        def name(setting: str = setting, keeper: str = keeper, by: str = named_by, label: str = label) -> None:
            with book.labelled(label):
                call = book.call(by, setting, P.KEEPER_NAME)
                book.made[label] = sharing.name_keeper(call, book.people[keeper].id).id

        def confirm(by: str = confirmed_by, label: str = label) -> None:
            sharing.confirm_keeper(book.call(by, None, P.KEEPER_CONFIRM), book.made[label])

        yield Event(on(date(2026, 1, 28), 9), label, name)
        yield Event(on(date(2026, 1, 28), 11), f"{label} confirmed", confirm)


def _rooms(book: Book) -> Iterator[Event]:
    for room in book.community.rooms:
        yield Event(on(date(2026, 1, 28), 13), f"room {room.label}", lambda room=room: _open_room(book, room))
        for teacher in room.teachers:
            post = next(p for p in book.community.posts if p.person == teacher and p.setting == room.setting)
            if post.starts_on < ROLL_DAY:
                what = f"{teacher} takes {room.label}"
                yield Event(on(date(2026, 1, 28), 13, 30), what, lambda r=room, p=post: _give_room(book, r.label, p))


def _open_room(book: Book, room: object) -> None:
    label, setting, name = room.label, room.setting, room.name  # type: ignore[attr-defined]
    with book.labelled("room", label):
        call = book.call(book.coordinator(setting), setting, P.CLASS_MANAGE)
        book.rooms[label] = people.open_class(call, name, starts_on=date(2026, 1, 27)).id


def _give_room(book: Book, room: str, post: Post) -> None:
    """Nobody gives themselves a class: the head gives it to who coordinates, and the other way round."""
    giver = book.head(post.setting)
    if giver == post.person:
        giver = book.coordinator(post.setting)
    seat = book.post_of(post.person, post.setting)
    with book.labelled("room", room, post.person):
        people.give_class(
            book.call(giver, post.setting, P.CLASS_MANAGE), book.rooms[room], seat.post_id,
            from_on=post.starts_on, until_on=post.ends_on,
        )  # fmt: skip
    book.forget_calls()


def _rolls(book: Book) -> Iterator[Event]:
    """One entry of the roll for each setting and day; who came before this year stands on the first."""
    rolls: dict[tuple[str, date], list[Enrolment]] = defaultdict(list)
    for enrolment in book.community.enrolments:
        if _is_first_here(book, enrolment):
            rolls[enrolment.setting, max(enrolment.starts_on, ROLL_DAY)].append(enrolment)
    for (setting, day), enrolments in rolls.items():
        yield Event(
            on(day, 9), f"roll of {setting} {day}", lambda s=setting, d=day, e=enrolments: _enrol(book, s, d, e)
        )


def _is_first_here(book: Book, enrolment: Enrolment) -> bool:
    """A learner comes into the community once, and moves within it; what ended before it began is not its record."""
    live = [
        e for e in book.community.enrolments
        if e.learner == enrolment.learner and (e.ends_on is None or e.ends_on > ROLL_DAY)
    ]  # fmt: skip
    return enrolment == min(live, key=lambda e: e.starts_on)


def _enrol(book: Book, setting: str, day: date, enrolments: list[Enrolment]) -> None:
    learners = {x.label: x for x in book.community.learners}
    drafts = [_draft(book, learners[e.learner], e) for e in enrolments]
    with book.labelled("roll", setting, str(day)):
        people.enrol_learners(book.call(book.coordinator(setting), setting, P.LEARNER_ENROL), drafts)


def _draft(book: Book, learner: Learner, enrolment: Enrolment) -> NewLearner:
    return NewLearner(
        id=book.learner(learner.label), given_names=learner.given, family_name=learner.family,
        preferred_name=learner.preferred, say_it=learner.say_it, year_level=enrolment.year_level,
        birth_date=learner.born_on, gender=learner.gender, nsn=learner.nsn, ethnicities=learner.ethnicities,
        iwi=learner.iwi, languages=learner.languages, from_on=enrolment.starts_on,
        class_id=book.rooms[enrolment.room] if enrolment.room else None,
    )  # fmt: skip


def _whanau(book: Book) -> Iterator[Event]:
    first: set[str] = set()
    for relation in book.community.relationships:
        yield from about(relation.learner, _adult(book, relation, is_first=relation.learner not in first))
        first.add(relation.learner)


def _adult(book: Book, relation: Relationship, *, is_first: bool) -> Iterator[Event]:
    setting, label = book.home(relation.learner), f"whanau {relation.learner} {relation.person}"
    began = max(e.starts_on for e in book.community.enrolments if e.learner == relation.learner)
    entered = max(began, ROLL_DAY)
    yield Event(on(entered, 9, 30), label, lambda: _add_adult(book, relation, setting, is_first))
    if _authority(book, relation) is None:
        return
    checked = max(relation.checked_on or entered, entered + timedelta(days=1))
    yield Event(on(checked, 10), f"{label} checked", lambda: _check(book, relation, setting))
    yield Event(on(checked, 15), f"{label} confirmed", lambda: _confirm(book, relation, setting, checked))


def _authority(book: Book, relation: Relationship) -> tuple[AuthorityKind, str] | None:
    """What was seen; wider whānau and support people stand in the circle without deciding."""
    by_order = any(
        c.capacity == "court_order" and (c.learner, c.by) == (relation.learner, relation.person)
        for c in book.community.consents
    )
    return SEEN.get("court_order" if by_order else relation.kind)


def _add_adult(book: Book, relation: Relationship, setting: str, is_first: bool) -> None:
    person, user = book.person(relation.person), book.people.get(relation.person)
    draft = NewWhanauMember(
        name=person.name, relationship=relation.word, phone=person.phone, email=person.email or "",
        language=person.language, is_first_contact=is_first, user_id=user.id if user else None,
    )  # fmt: skip
    key = (relation.learner, relation.person)
    with book.labelled("whanau", *key):
        call = book.call(relation.checked_by or book.coordinator(setting), setting, P.PEOPLE_MANAGE)
        book.members[key] = people.add_whanau_member(call, book.learner(relation.learner), draft).id


def _check(book: Book, relation: Relationship, setting: str) -> None:
    found = _authority(book, relation)
    assert found is not None
    key = (relation.learner, relation.person)
    with book.labelled("authority", *key):
        call = book.call(relation.checked_by or "", setting, P.AUTHORITY_CHECK)
        book.made["authority " + " ".join(key)] = people.check_authority(
            call, book.learner(relation.learner), member_id=book.members[key], kind=found[0], document=found[1]
        ).id


def _confirm(book: Book, relation: Relationship, setting: str, day: date) -> None:
    """The second person; from now on this adult can sign in as whānau."""
    call = book.call(relation.confirmed_by or "", setting, P.AUTHORITY_CONFIRM)
    people.confirm_authority(call, book.made[f"authority {relation.learner} {relation.person}"])
    if relation.person in book.people:
        founding.seat(book, relation.person, setting, Role.WHANAU, from_on=day)


def _own_decisions(book: Book) -> Iterator[Event]:
    """Who decides for themselves: what was seen of it is checked by one and confirmed by another, like everybody’s."""
    for learner in book.community.learners:
        if learner.decides_for_self and learner.sign_in:
            label = f"authority {learner.label} self"
            yield Event(on(date(2026, 2, 13), 10), label, lambda x=learner: _check_self(book, x))
            yield Event(on(date(2026, 2, 13), 15), f"{label} confirmed", lambda x=learner: _confirm_self(book, x))


def _check_self(book: Book, learner: Learner) -> None:
    setting = book.home(learner.label)
    with book.labelled("authority", learner.label, "self"):
        call = book.call(book.coordinator(setting), setting, P.AUTHORITY_CHECK)
        book.made[f"authority {learner.label} self"] = people.check_authority(
            call, book.learner(learner.label), member_id=None, kind=AuthorityKind.SELF,
            document="Over 16, and decides: talked about together", user_id=book.people[learner.label].id,
        ).id  # fmt: skip


def _confirm_self(book: Book, learner: Learner) -> None:
    setting = book.home(learner.label)
    call = book.call(book.head(setting), setting, P.AUTHORITY_CONFIRM)
    people.confirm_authority(call, book.made[f"authority {learner.label} self"])
    founding.seat(book, learner.label, setting, Role.LEARNER, from_on=date(2026, 2, 13))


def _later_posts(book: Book) -> Iterator[Event]:
    """Who comes during the year is given a role by the head of the setting, confirmed by the privacy officer."""
    for post in book.community.posts:
        if post.starts_on < ROLL_DAY:
            continue
        given = post.starts_on - timedelta(days=7)
        label = f"post {post.person} {post.setting}"
        yield Event(on(given, 9), label, lambda p=post: _give_post(book, p))
        yield Event(on(given, 14), f"{label} confirmed", lambda p=post: _confirm_post(book, p))
        for room in book.community.rooms:
            if post.person in room.teachers and room.setting == post.setting:
                what = f"{post.person} takes {room.label}"
                yield Event(on(given, 14, 30), what, lambda r=room, p=post: _give_room(book, r.label, p))


def _give_post(book: Book, post: Post) -> None:
    with book.labelled("post", post.person, post.setting, post.role):
        made = people.give_post(
            book.call(post.made_by, post.setting, P.POST_GIVE), book.people[post.person].id, Role(post.role),
            title=post.title, from_on=post.starts_on, until_on=post.ends_on,
        )  # fmt: skip
    book.seats[post.person].append(Seat(post.setting, Role(post.role), made.id))


def _confirm_post(book: Book, post: Post) -> None:
    call = book.call(post.confirmed_by, None, P.POST_CONFIRM)
    people.confirm_post(call, book.post_of(post.person, post.setting).post_id)


def _endings(book: Book) -> Iterator[Event]:
    """A last day, where nothing follows it in the community."""
    for enrolment in book.community.enrolments:
        follows = any(
            e.learner == enrolment.learner and e.starts_on > enrolment.starts_on for e in book.community.enrolments
        )
        if enrolment.ends_on and enrolment.ends_on > ROLL_DAY and not follows:
            yield Event(on(enrolment.ends_on, 16), f"{enrolment.learner} leaves", lambda e=enrolment: _end(book, e))


def _end(book: Book, enrolment: Enrolment) -> None:
    call = book.call(book.coordinator(enrolment.setting), enrolment.setting, P.LEARNER_ENROL)
    people.end_enrolment(
        call, book.learner(enrolment.learner), last_on=enrolment.ends_on or date.min, reason=enrolment.reason
    )
