"""The invented communities hang together, and hold everything the issue asks for."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import pairwise

import pytest

from rourou.contexts.exchange.jobs import community
from rourou.contexts.exchange.jobs.community import files
from rourou.contexts.exchange.jobs.community.calendar_data import CALENDAR, CLOSED_DAYS, TERMS, term_title
from rourou.contexts.exchange.jobs.community.shapes import Community
from rourou.contexts.register.types import (
    ConcernStatus,
    Confidence,
    EntryStatus,
    ExitReason,
    Funding,
    Priority,
    ResponseProvider,
    ResponseStatus,
    ResponseType,
    Severity,
    Speaker,
    SupportType,
    Tier,
    Tried,
    VoiceForm,
    WhanauHeard,
    leaf,
)
from rourou.foundation.kernel.clock import age

MATIPO, KAHIKATEA = community.communities()
both = pytest.mark.parametrize("place", [MATIPO, KAHIKATEA], ids=lambda c: c.label)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


def _people(place: Community) -> set[str]:
    return {p.label for p in place.staff + place.whanau} | {x.label for x in place.learners}


@both
def test_labels_are_unique(place: Community) -> None:
    for rows in (place.settings, place.rooms, place.staff + place.whanau, place.learners, place.plans, place.requests):
        counted = Counter(row.label for row in rows)
        assert counted.most_common(1)[0][1] == 1
    assert not {p.label for p in place.staff + place.whanau} & {x.label for x in place.learners if not x.sign_in}


@both
def test_every_label_leads_somewhere(place: Community) -> None:
    settings, rooms, people = {s.label for s in place.settings}, {r.label for r in place.rooms}, _people(place)
    learners = {x.label for x in place.learners}
    for enrolment in place.enrolments:
        assert enrolment.learner in learners
        assert enrolment.setting in settings
        assert enrolment.room is None or enrolment.room in rooms
    for relation in place.relationships:
        assert {relation.person, relation.checked_by, relation.confirmed_by} <= people
        assert relation.learner in learners
    for consent in place.consents:
        assert consent.learner in learners
        assert {consent.by, consent.taken_by} <= people
        assert {a.setting for a in consent.audiences} <= settings
    for rows in (place.entries, place.concerns, place.notes, place.voices, place.supports, place.plans, place.requests):
        assert {row.learner for row in rows} <= learners
    for post in place.posts:
        assert post.setting in settings
        assert {post.person, post.made_by, post.confirmed_by} <= people
    for room in place.rooms:
        assert room.setting in settings
        assert set(room.teachers) <= people


@both
def test_work_names_people_that_exist(place: Community) -> None:
    people = _people(place)
    settings = {s.label for s in place.settings}
    for request in place.requests:
        assert set(request.written_by) <= people
        assert {step.by for step in request.steps} <= people
        assert {request.setting, request.to} <= settings
        assert request.with_person is None or request.with_person in people
    for plan in place.plans:
        assert set(plan.written_with) | {plan.lead} <= people
        assert {action.who for goal in plan.goals for action in goal.actions} <= people
    for supply in place.supplies:
        assert supply.setting in settings
        assert set(supply.settings_served) <= settings | {"all"}
        assert CALENDAR.named(supply.term)
    for place_in_team in place.teams:
        assert {place_in_team.person, place_in_team.confirmed_by} <= people
    for promise in place.promises:
        assert {promise.by, promise.to} <= people
    for hui in place.hui:
        assert {hui.chair, hui.minutes_by, *hui.present, *hui.apologies, *hui.invited} <= people
    for move in place.moves:
        assert {move.old, move.new} <= settings
        assert {move.old_lead, move.new_lead} <= people


@both
def test_codes_come_from_the_code_lists(place: Community) -> None:
    for entry in place.entries:
        assert EntryStatus(entry.status)
        assert Priority(entry.priority)
        assert entry.exit_reason is None or ExitReason(entry.exit_reason)
        assert entry.strengths
        assert entry.helps_first
        for barrier in entry.barriers:
            assert leaf(barrier.leaf), barrier.leaf
            assert Tier(barrier.tier)
            assert Severity(barrier.severity)
            assert Confidence(barrier.confidence)
            assert barrier.helps
    for concern in place.concerns:
        assert ConcernStatus(concern.status)
        assert WhanauHeard(concern.whanau_heard)
        assert all(Tried(t) for t in concern.tried)
    for support in place.supports:
        assert ResponseType(support.type)
        assert ResponseProvider(support.provider)
        assert ResponseStatus(support.status)
        assert Funding(support.funding)
    for voice in place.voices:
        assert Speaker(voice.speaker)
        assert VoiceForm(voice.form)
    assert all(SupportType(r.support_type) for r in place.requests)
    assert all(SupportType(s.support_type) for s in place.supplies)


@both
def test_nobody_makes_or_confirms_their_own_post(place: Community) -> None:
    for post in place.posts:
        assert len({post.person, post.made_by, post.confirmed_by}) == 3
    for _, keeper, named_by, confirmed_by in place.keepers:
        assert len({keeper, named_by, confirmed_by}) == 3


@both
def test_every_home_setting_has_two_keepers_and_a_head(place: Community) -> None:
    for setting in place.settings:
        if setting.is_home and setting.kind != "cluster_body":
            assert len([k for k in place.keepers if k[0] == setting.label]) >= 2
            assert any(p.setting == setting.label and p.role == "school_principal" for p in place.posts)


@both
def test_history_has_happened_and_the_future_has_not(place: Community) -> None:
    today = community.TODAY
    assert all(c.seen_on <= today for c in place.concerns)
    assert all(n.on <= today for n in place.notes)
    assert all(v.said_on <= today for v in place.voices)
    assert all(e.opened_on <= today for e in place.entries)
    assert all(c.given_on <= today for c in place.consents)
    assert all(step.on <= today for r in place.requests for step in r.steps)
    for request in place.requests:
        assert all(a.on <= b.on for a, b in pairwise(request.steps)), request.label
        assert all(request.agreed_on <= step.on for step in request.steps)


@both
def test_a_yes_has_an_end_and_a_no_opens_nothing(place: Community) -> None:
    for consent in place.consents:
        assert (consent.until is not None) == (consent.answer == "yes"), consent
        if consent.answer == "no" and consent.question == 3:
            assert not consent.audiences


def test_three_is_never_in_the_protocol() -> None:
    assert all(share.ceiling < 3 for p in MATIPO.protocols + KAHIKATEA.protocols for share in p.shares)


def test_settings_are_those_of_the_dossier() -> None:
    kinds = Counter(s.kind for s in MATIPO.settings)
    assert kinds["early_learning"] + kinds["kohanga_reo"] == 6
    assert kinds["kohanga_reo"] == kinds["kura"] == kinds["rtlb"] == kinds["iwi"] == kinds["ngo"] == 1
    assert kinds["ministry"] == 2
    assert kinds["agency"] == 3
    assert sum(s.roll is not None and s.roll < 20 and s.kind == "school" for s in MATIPO.settings) >= 2


def test_the_cast_has_all_sixteen() -> None:
    cases = {learner.case for learner in MATIPO.learners}
    assert {str(n) for n in range(1, 17)} <= cases


def test_every_role_can_sign_in() -> None:
    roles = {s.role for s in community.sign_ins(MATIPO)}
    wanted = (
        "coordinator senco teacher school_principal cluster_lead facilitator rtlb provider privacy_officer whanau "
        "learner"
    )
    assert roles == set(wanted.split())


@both
def test_addresses_are_nobodys(place: Community) -> None:
    emails = [p.email for p in place.staff + place.whanau if p.email]
    assert len(set(emails)) == len(emails)
    for email in emails:
        assert re.fullmatch(r"[a-z.]+@[a-z-]+\.example", email), email
    phones = [p.phone for p in place.staff + place.whanau if p.phone]
    assert all("555" in phone for phone in phones)


def test_registers_have_about_the_size_asked_for() -> None:
    assert 110 <= len(MATIPO.entries) <= 130
    assert 20 <= len(KAHIKATEA.entries) <= 30
    at_matipo_valley = sum(e.setting == "matipo_valley" for e in MATIPO.entries)
    assert at_matipo_valley == 43


def test_two_children_have_the_same_name_and_birth_date() -> None:
    named = Counter((x.given, x.family, x.born_on) for x in MATIPO.learners)
    assert named["Emma", "Clarke", date(2017, 6, 17)] == 2


def test_the_one_who_decides_is_seventeen() -> None:
    wiki = next(x for x in MATIPO.learners if x.label == "wiki")
    assert age(wiki.born_on, community.TODAY).years == 17
    assert {c.by for c in MATIPO.consents if c.learner == "wiki"} == {"wiki"}


def test_twins_have_two_answers() -> None:
    tui, kotare = (next(x for x in MATIPO.learners if x.label == label) for label in ("tui", "kotare"))
    assert tui.born_on == kotare.born_on
    answers = {c.learner: c.answer for c in MATIPO.consents if c.question == 2}
    assert answers["tui"] != answers["kotare"]
    rooms = {e.learner: e.room for e in MATIPO.enrolments}
    assert rooms["tui"] != rooms["kotare"]


def test_somebody_of_the_staff_is_also_whanau() -> None:
    staff = {p.label for p in MATIPO.staff}
    assert "heni" in staff
    assert any(r.person == "heni" and r.learner == "kahurangi" for r in MATIPO.relationships)
    assert any(o.kind == "staff_is_whanau" and o.about == "heni" for o in MATIPO.orders)


def test_the_clusters_share_no_people() -> None:
    assert not _people(MATIPO) & _people(KAHIKATEA)
    emails = {p.email for p in MATIPO.staff + MATIPO.whanau if p.email}
    assert not emails & {p.email for p in KAHIKATEA.staff + KAHIKATEA.whanau if p.email}


def test_nsns_are_nobodys_and_stand_once() -> None:
    numbers = [x.nsn for place in (MATIPO, KAHIKATEA) for x in place.learners if x.nsn]
    assert len(set(numbers)) == len(numbers)
    assert all(n.startswith("99") for n in numbers)


def test_requests_show_every_state() -> None:
    states = {r.state for r in MATIPO.requests}
    wanted = (
        "draft ready submitted acknowledged more_info triaged waiting allocated in_progress on_hold closed_advice "
        "redirected declined withdrawn transfer_pending closed"
    )
    assert states == set(wanted.split())


def test_the_round_asks_for_thirty_one_hours() -> None:
    round_three = next(r for r in MATIPO.rounds if r.label == "round_3")
    asked = [r for r in MATIPO.requests if r.label in round_three.requests]
    assert len(asked) == 9
    assert sum(r.hours or 0 for r in asked) == 31
    waited = {r.learner: (community.TODAY - r.agreed_on).days for r in asked}
    assert (waited["manaia"], waited["kahurangi"], waited["mele"], waited["harry"], waited["losa"]) == (
        39,
        77,
        61,
        54,
        28,
    )


def test_the_days_of_the_calendar() -> None:
    term = CALENDAR.period_on(community.TODAY)
    assert term is not None
    assert term.week_of(community.TODAY) == 7
    assert term_title(term.name) == "Term 4 2026"
    for closed in CLOSED_DAYS:
        assert closed.on.weekday() < 5, closed
        if closed.name == "Matariki":
            assert closed.on.weekday() == 4
    assert all(CALENDAR.is_working_day(t.starts_on) and CALENDAR.is_working_day(t.ends_on) for t in TERMS)
    assert {t.name[:4] for t in TERMS} == {"2025", "2026", "2027", "2028"}


def test_hui_are_held_on_working_days() -> None:
    assert all(CALENDAR.is_open_day(h.on) for h in MATIPO.hui)
    assert all(CALENDAR.is_working_day(p.due_on) for p in MATIPO.promises)


BANNED = re.compile(
    r"special needs|low functioning|high functioning|suffers|disorder|non-compliant|attention seeking|at risk|critical|"
    r"hard to reach|broken home|refuses|\b(?:Maori|whanau|kohanga|tamariki maori|Pakeha|korero|hapu)\b"
)


@both
def test_words_are_worthy_of_the_children(place: Community) -> None:
    labels = {"whanau", *(s.label for s in place.settings), *(p.label for p in place.staff + place.whanau)}
    for text in _texts(place):
        if " " in text:
            assert not BANNED.search(text), text
    assert "whanau" in labels


def test_everything_is_the_same_every_time() -> None:
    from rourou.contexts.exchange.jobs.community import generated

    again = generated.fill(community.SEED, generated.MATIPO_PLACES)
    assert again == generated.fill(community.SEED, generated.MATIPO_PLACES)
    assert {child.learner.label for child, _ in again} <= {x.label for x in MATIPO.learners}


def test_files_name_nobody_who_exists() -> None:
    known = {(x.given, x.family) for x in MATIPO.learners}
    rows = [line.split(",") for line in files.roster_csv().splitlines()[1:]]
    assert len(rows) == 8
    assert not known & {(row[2], row[1]) for row in rows}
