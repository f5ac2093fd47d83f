"""A school’s roster: one row for each learner (contract.md, Files), by the names that school systems give columns."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from rourou.contexts.exchange.rules import cells, tables
from rourou.contexts.exchange.rules.cells import Wrong
from rourou.contexts.exchange.rules.reading import Layout, Reading, Record, records
from rourou.contexts.exchange.types import Caregiver, RosterRow, Sheet
from rourou.foundation.kernel.text import fold

Value = TypeVar("Value")
MAX_ROWS: Final = 20_000


def _caregiver(number: int) -> dict[str, tuple[str, ...]]:
    """Caregiver columns under the names that Edge, eTAP, KAMAR, Hero and others use."""
    people = (f"caregiver {number}", f"parent {number}", f"guardian {number}", f"contact {number}", f"cg{number}")
    first = ("primary caregiver", "caregiver") if number == 1 else ("secondary caregiver",)
    parts = {
        "name": ("name", "full name"),
        "relationship": ("relationship", "relation", "type"),
        "email": ("email", "e-mail", "email address"),
        "phone": ("phone", "mobile", "cell", "cellphone", "mobile phone", "home phone", "contact number"),
    }
    return {
        f"caregiver_{number}_{part}": tuple(f"{who} {word}" for who in people + first for word in words)
        for part, words in parts.items()
    }


LAYOUT: Final = Layout(
    kind="roster",
    names={
        "nsn": ("national student number", "nsn number", "nsi number", "nsi", "student nsn"),
        "family_name": ("surname", "last name", "legal surname", "legal last name", "family", "ingoa whānau"),
        "given_names": (
            "first name",
            "first names",
            "given name",
            "forename",
            "forenames",
            "legal first name",
            "ingoa",
        ),
        "preferred_name": ("preferred", "preferred first name", "known as", "goes by", "name we call them"),
        "birth_date": ("date of birth", "dob", "birthdate", "birth day", "birthday", "rā whānau"),
        "gender": ("sex", "gender code", "ira"),
        "ethnicities": (
            "ethnicity",
            "ethnic group",
            "ethnic groups",
            "ethnicity codes",
            *(f"{word} {n}" for word in ("ethnicity", "ethnic group", "ethnicity code") for n in (1, 2, 3)),
        ),
        "iwi": ("iwi affiliation", "iwi affiliations", "iwi name", "iwi 1", "iwi 2", "iwi 3"),
        "languages": ("language", "home language", "home languages", "first language", "language 1", "language 2"),
        "year_level": ("year", "year group", "yr", "current year level", "year level at school", "tau"),
        "room": ("class", "form", "form class", "tutor", "tutor group", "homeroom", "class name", "rūma", "akomanga"),
        **_caregiver(1),
        **_caregiver(2),
    },
    required=("family_name", "given_names", "birth_date"),
    max_rows=MAX_ROWS,
    too_many=f"This file has more than {MAX_ROWS:,} rows, four times the largest school’s. Choose one school’s roster.",
    several=frozenset({"ethnicities", "iwi", "languages", "caregiver_1_phone", "caregiver_2_phone"}),
    phones=frozenset({"caregiver_1_phone", "caregiver_2_phone"}),
)


def read_roster(data: bytes, *, today: date, progress: Callable[[int], None] | None = None) -> Sheet[RosterRow]:
    """Every learner the file names, or everything that must be put right first."""
    reading = Reading()
    rows = [row for record in records(data, LAYOUT, reading, progress) if (row := _learner(record, reading, today))]
    _twice(rows, reading)
    return Sheet(
        tuple(rows),
        tuple(sorted(reading.faults)),
        reading.unknown,
        tuple(reading.notes),
        reading.encoding,
        reading.separator,
    )


def take(value: Value | Wrong, record: Record, column: str, reading: Reading, default: Value) -> Value:
    """The value, or the default with a fault noted at its row and column."""
    if isinstance(value, Wrong):
        reading.fault(record.row, column, value.sentence)
        return default
    return value


def _learner(record: Record, reading: Reading, today: date) -> RosterRow | None:
    before = len(reading.faults)
    _check_names(record, reading)
    row = RosterRow(
        row=record.row,
        family_name=record.get("family_name"),
        given_names=record.get("given_names"),
        preferred_name=record.get("preferred_name"),
        birth_date=take(cells.birth_date(record.get("birth_date"), today), record, "birth_date", reading, today),
        nsn=take(cells.nsn(record.get("nsn")), record, "nsn", reading, None),
        gender=_gender(record, reading),
        ethnicities=_ethnicities(record, reading),
        iwi=tuple(iwi for iwi in cells.names_list(record.get("iwi")) if fold(iwi) not in _NO_IWI),
        languages=languages(record, reading),
        year_level=take(cells.year_level(record.get("year_level")), record, "year_level", reading, None),
        room=record.get("room"),
        caregivers=_caregivers(record, reading),
        aside=record.aside,
    )
    return row if len(reading.faults) == before else None


_NO_IWI: Final = frozenset(
    fold(word) for word in ("not stated", "unknown", "don’t know", "not applicable", "none", "not yet known")
)


def _check_names(record: Record, reading: Reading) -> None:
    """Somebody may have one name only, but not none, and a name has letters."""
    if not record.get("family_name") and not record.get("given_names"):
        reading.fault(record.row, "given_names", "There is no name. Write it, or take the row out.")
    for column in ("family_name", "given_names", "preferred_name"):
        name = record.get(column)
        if name and not any(c.isalpha() for c in name):
            reading.fault(record.row, column, "This name has no letters. The columns may have slipped.")
        if len(name) > 200:
            reading.fault(record.row, column, "This name is longer than 200 letters. The columns may have slipped.")


def _gender(record: Record, reading: Reading) -> str:
    code = tables.gender(record.get("gender"))
    if code is None:
        reading.fault(record.row, "gender", "Write Female, Male, Another gender or Not stated.")
    return code or "not_stated"


def _ethnicities(record: Record, reading: Reading) -> tuple[str, ...]:
    """Codes of every group named; each counts (total response). Not stated beside others says nothing."""
    cell = record.get("ethnicities")
    whole = tables.ethnicity(cell) if cell else None
    found = [whole] if whole else [tables.ethnicity(word) for word in cells.items(cell)]
    if None in found:
        sentence = (
            "One of these is neither a code nor a name of an ethnic group we know. Use the Ministry’s codes, as 211."
        )
        reading.fault(record.row, "ethnicities", sentence)
    return tuple(dict.fromkeys(code for code in found if code and code != "999"))


def languages(record: Record, reading: Reading) -> tuple[str, ...]:
    """Codes where we know the language, the words as written where we do not; that is worth a note, not a refusal."""
    cell = record.get("languages")
    whole = tables.language(cell) if cell else None
    words = (cell,) if whole else cells.items(cell)
    known = [(tables.language(word), word) for word in words]
    if any(code is None for code, _ in known) and len(reading.notes) < 50:
        reading.notes.append(f"Row {record.row}, languages: one of these is not in our list. Kept as written.")
    return tuple(dict.fromkeys(code or word for code, word in known))


def _caregivers(record: Record, reading: Reading) -> tuple[Caregiver, ...]:
    found = (_one_caregiver(record, reading, number) for number in (1, 2))
    return tuple(caregiver for caregiver in found if caregiver)


def _one_caregiver(record: Record, reading: Reading, number: int) -> Caregiver | None:
    """An adult with a name. An address or a telephone with nobody’s name beside it could be anybody’s."""
    prefix = f"caregiver_{number}_"
    name, relationship = record.get(prefix + "name"), record.get(prefix + "relationship")
    email = take(cells.email(record.get(prefix + "email")), record, prefix + "email", reading, "")
    phone = take(cells.phone(record.get(prefix + "phone")), record, prefix + "phone", reading, "")
    if name:
        return Caregiver(name, relationship, email, phone)
    if email or phone:
        reading.fault(record.row, prefix + "name", "There is an address or a telephone here, and no name beside it.")
    return None


def _twice(rows: list[RosterRow], reading: Reading) -> None:
    """An NSN that stands twice, and a learner who does. One name and birth date with two NSNs are two learners."""
    by_nsn: dict[str, RosterRow] = {}
    by_person: dict[tuple[str, str, date], RosterRow] = {}
    for row in rows:
        person = (fold(row.family_name), fold(row.given_names), row.birth_date)
        same_person, same_nsn = by_person.setdefault(person, row), by_nsn.setdefault(row.nsn or "", row)
        if same_person is not row and (row.nsn == same_person.nsn or not (row.nsn and same_person.nsn)):
            sentence = f"This learner stands in row {same_person.row} too. Keep one, or give both their NSNs."
            reading.fault(row.row, "given_names", sentence)
        elif row.nsn and same_nsn is not row:
            reading.fault(row.row, "nsn", f"This NSN stands in row {same_nsn.row} too. One of the two is wrong.")
        elif same_person is not row:
            both = f"Rows {same_person.row} and {row.row}"
            reading.notes.append(f"{both} have one name and birth date and two NSNs: read as two learners.")
