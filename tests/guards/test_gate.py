"""No path goes round the gate: acts are declared, permissions and events are used, raw SQL stays where it may."""

import re
from collections import defaultdict

from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.reactions import FLOORS, all_registered, floor_of
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.audit.events import Event
from tests.guards import source

# Public, and not an act: each with its reason. A stale line fails.
NOT_ACTS = {
    "contexts/people/commands/learners.py:names_of": "pure: how a name is put together",
    "contexts/people/commands/_rows.py:own": "pure: the columns that every row about a learner has",
    "contexts/sharing/commands/facts.py:members": "reads the directory of members, about nobody",
    "contexts/people/commands/organisations.py:take_schools": "organisations of the whole store, outside any cluster",
    "contexts/people/commands/organisations.py:take_back_schools": "the same, taken back",
    "contexts/exchange/commands/schools.py:load_schools": "outside any cluster: its row stands in the outside chain",
    "contexts/exchange/commands/schools.py:undo_schools": "outside any cluster: its row stands in the outside chain",
    "contexts/exchange/queries/schools.py:preview_schools": "public data of the Ministry, read by the operator",
    "contexts/sharing/queries.py:organisation_names": "reads the directory of organisations, about nobody",
    "contexts/directory/commands.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/people/commands/loading.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/sharing/commands/loading.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/register/commands/loading.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/plans/commands.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/directory/queries.py:support_words": "a word in the reader's language, about nobody",
    "contexts/referrals/commands/loading.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/allocation/commands/loading.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/meetings/commands.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/moves/commands.py:bulk_load": "the loader of simulate, on the owner's connection",
    "contexts/insights/commands.py:bulk_load": "the loader of simulate, on the owner's connection",
}
CORE = {"foundation/access/gate.py", "foundation/access/posts.py"}


def _acts() -> list[tuple[str, str]]:
    return [(p, t) for p, t in source.files("contexts") if re.search(r"/(commands|queries)(/|\.py)", p)]


def test_every_public_function_of_commands_and_queries_is_declared() -> None:
    found = [line for path, text in _acts() for line in source.undeclared(path, text, set(NOT_ACTS))]
    assert found == []


def test_the_check_for_undeclared_acts_sees_one() -> None:
    assert source.undeclared("contexts/x/commands.py", "def do(call): pass", set()) == ["contexts/x/commands.py:do"]


def test_a_module_that_begins_with_an_underscore_is_its_folder_s_own() -> None:
    """What acts share may stand there undeclared, because nobody outside the folder can reach it."""
    found = [line for path, text in source.files() for line in source.private_modules_entered(path, text)]
    assert found == []


def test_the_check_for_private_modules_sees_one() -> None:
    planted = "from rourou.contexts.referrals.commands._stepping import locked"
    assert source.private_modules_entered("contexts/referrals/views.py", planted) != []
    assert source.private_modules_entered("contexts/referrals/commands/__init__.py", planted) != []
    assert source.private_modules_entered("contexts/referrals/commands/asking.py", planted) == []


def test_private_rooms_are_not_entered() -> None:
    found = [line for path, text in source.files() for line in source.private_rooms_entered(path, text)]
    assert [line for line in found if not line.startswith("config/")] == []


def test_the_check_for_private_rooms_sees_one() -> None:
    planted = "from rourou.contexts.people.models import Learner"
    assert source.private_rooms_entered("contexts/referrals/queries.py", planted) != []
    assert source.private_rooms_entered("contexts/people/queries.py", planted) == []


def test_every_role_has_a_card_and_a_sentence() -> None:
    assert set(ROLES) == set(Role)
    assert all(card.sentence for card in ROLES.values())


def test_every_permission_is_granted_and_used() -> None:
    granted = {p for card in ROLES.values() for p in card.permissions}
    used = {name for _path, text in source.files() for name in re.findall(r"Permission\.([A-Z_]+)", text)}
    assert {p.name for p in Permission} - {p.name for p in granted} == set()
    assert {p.name for p in Permission} - used == set()


def test_every_event_is_used() -> None:
    used = {name for _path, text in source.files() for name in re.findall(r"Event\.([A-Z_]+)", text)}
    assert {e.name for e in Event} - used == set()


def test_every_event_is_written_once() -> None:
    labels = defaultdict(list)
    for event in Event:
        labels[event.label].append(event.name)
    assert [names for names in labels.values() if len(names) > 1] == []


def test_reactions_are_registered_upward_only() -> None:
    first = {event: path for path, text in _acts() for event in re.findall(r"audits=Event\.([A-Z_]+)", text)}
    for event, commands in all_registered().items():
        owner = first[event.name].split("/")[1]
        assert all(floor_of(command) > FLOORS.index(owner) for command in commands), event


def test_scope_is_set_and_savepoints_are_made_by_the_gate_alone() -> None:
    words = re.compile(r"\b(set_config|savepoint |release savepoint|set local )", re.IGNORECASE)
    found = {path for path, text in source.files() for s in source.strings(text) if words.search(s)}
    assert found - CORE - {"foundation/access/loading.py", "foundation/access/verifying.py"} == set()


def test_raw_cursors_stay_in_the_foundation() -> None:
    found = [
        p
        for p, text in source.files("contexts")
        if re.search(r"connection\.cursor|planned\.once", text) and "/jobs" not in p
    ]
    assert found == []


def test_statements_join_public_views_only() -> None:
    found = []
    for path, text in source.files("contexts"):
        if "statement(" not in text or not path.startswith("contexts/"):
            continue
        mine = path.split("/")[1]
        for sql in source.strings(text):
            tables = re.findall(r"\b(?:from|join)\s+([a-z]+)_([a-z_]+)", sql, re.IGNORECASE)
            found += [
                f"{path}: {context}_{noun}"
                for context, noun in tables
                if context in FLOORS and context != mine and not noun.startswith("public_")
            ]
    assert found == []
