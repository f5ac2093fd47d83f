"""The Ministry’s directory of schools, of 2016 and 2017: any subset of columns that has a number and a name."""

from collections.abc import Callable
from typing import Final

from rourou.contexts.exchange.rules import cells
from rourou.contexts.exchange.rules.reading import Layout, Reading, Record, records
from rourou.contexts.exchange.rules.roster import take
from rourou.contexts.exchange.types import SchoolRow, Sheet

MAX_ROWS: Final = 20_000

_ROLLS: Final = {
    "european": ("European/ Pakeha", "roll_european", "European"),
    "maori": ("Maori", "roll_maori"),
    "pacific": ("Pasifika", "roll_pacific", "Pacific"),
    "asian": ("Asian", "roll_asian"),
    "melaa": ("MELAA", "roll_melaa"),
    "other": ("Other", "roll_other"),
    "international": ("International Students", "roll_international", "International"),
}
_TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "website": ("School website", "URL", "web"),
    "street": ("Add1_Line1", "address"),
    "suburb": ("Add1_Suburb",),
    "city": ("Add1_City", "town"),
    "postcode": ("Postal Code",),
    "urban_area": ("Urban Area", "Urban_Rural"),
    "type": ("School Type", "Org_Type"),
    "definition": (),
    "authority": (),
    "gender": ("Gender of Students", "CoEd_Status"),
    "territorial_authority": ("Territorial Authority with Auckland Local Board", "Territorial Authority"),
    "regional_council": ("Regional Council",),
    "local_office": ("Ministry of Education Local Office", "moe_local_office", "Local_Office_Name"),
    "education_region": ("Education Region",),
    "area_unit": ("census_area_unit", "Statistical_Area_2"),
    "community_number": ("Community of Learning: ID", "kahui_ako_id", "Col_Id"),
    "community_name": ("Community of Learning: Name", "kahui_ako_name", "Col_Name"),
}

LAYOUT: Final = Layout(
    kind="schools",
    names={
        "number": ("School ID", "school_number", "School_Id", "institution number", "ministry number"),
        "name": ("Org_Name", "school name", "school"),
        **_TEXTS,
        "longitude": (),
        "latitude": (),
        "decile": (),
        "roll": ("Total School Roll", "roll_total", "Total"),
        **{f"roll of {group}": names for group, names in _ROLLS.items()},
    },
    required=("number", "name"),
    max_rows=MAX_ROWS,
    too_many=f"This file has more than {MAX_ROWS:,} rows. The country has about 2,500 schools. Check the file.",
)


def read_schools(data: bytes, *, progress: Callable[[int], None] | None = None) -> Sheet[SchoolRow]:
    """Every school the file names, or everything that must be put right first."""
    reading = Reading()
    rows = [row for record in records(data, LAYOUT, reading, progress) if (row := _school(record, reading))]
    _twice(rows, reading)
    return Sheet(
        tuple(rows),
        tuple(sorted(reading.faults)),
        reading.unknown,
        tuple(reading.notes),
        reading.encoding,
        reading.separator,
    )


def _school(record: Record, reading: Reading) -> SchoolRow | None:
    before = len(reading.faults)
    number = record.get("number").removesuffix(".0")
    if not cells.ascii_digits(number) or len(number) > 6:
        reading.fault(record.row, "number", "A school’s number is up to six digits.")
    if not record.get("name"):
        reading.fault(record.row, "name", "There is no name.")
    row = SchoolRow(
        row=record.row,
        number=number.lstrip("0") or number,
        name=record.get("name"),
        longitude=_degrees(record, reading, "longitude", 180),
        latitude=_degrees(record, reading, "latitude", 90),
        decile=_whole(record, reading, "decile", 99, "A decile"),
        roll=_whole(record, reading, "roll", 20_000, "A roll"),
        rolls=_rolls(record, reading),
        **{column: record.get(column) for column in _TEXTS if column != "gender"},
        gender=record.get("gender").removesuffix("0"),
    )
    return row if len(reading.faults) == before else None


def _degrees(record: Record, reading: Reading, column: str, limit: int) -> float | None:
    return take(cells.decimal_degrees(record.get(column), limit), record, column, reading, None)


def _whole(record: Record, reading: Reading, column: str, high: int, what: str) -> int | None:
    return take(cells.number(record.get(column), 0, high, what), record, column, reading, None)


def _rolls(record: Record, reading: Reading) -> dict[str, int]:
    found = {group: _whole(record, reading, f"roll of {group}", 20_000, "A roll") for group in _ROLLS}
    return {group: count for group, count in found.items() if count is not None}


def _twice(rows: list[SchoolRow], reading: Reading) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.number, row.row)
        if first != row.row:
            reading.fault(row.row, "number", f"This number stands in row {first} too. One of the two is wrong.")
