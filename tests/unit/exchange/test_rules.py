"""Rosters, supply and schools: what each cell may be, and what is said when it is not."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rourou.contexts.exchange.jobs.community import files
from rourou.contexts.exchange.rules import cells, read_roster, read_schools, read_supply, tables
from rourou.contexts.exchange.rules.cells import Wrong
from rourou.contexts.exchange.types import Caregiver
from rourou.contexts.register.types import SupportType

TODAY = date(2026, 11, 24)
DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
directory = pytest.mark.skipif(
    not DATA.exists(), reason="the Ministry’s directory is not on this machine (../shared/data)"
)


def test_the_demo_roster_loads() -> None:
    sheet = read_roster(files.roster_csv().encode(), today=TODAY)
    assert sheet.is_clean
    assert len(sheet.rows) == 8
    first, second, third, fourth = sheet.rows[:4]
    assert first.languages == ("en", "mi")
    assert second.ethnicities == ("331",)
    assert second.given_names == "ʻAisea"
    assert second.birth_date == date(2020, 6, 14)
    assert third.ethnicities == ("111",)
    assert third.gender == "female"
    assert fourth.nsn is None
    assert first.caregivers == (Caregiver("Kiriana Hapeta", "mum", "kiriana@whanau.example", "+64 27 555 0201"),)
    assert len(second.caregivers) == 2


def test_the_demo_roster_with_faults_names_each() -> None:
    sheet = read_roster(files.roster_csv_with_faults().encode(), today=TODAY)
    assert [(f.row, f.column) for f in sheet.faults] == [
        (3, "nsn"),
        (4, "birth_date"),
        (6, "room"),
        (10, "given_names"),
    ]
    assert "row 7 too" in sheet.faults[-1].sentence


def test_columns_of_student_systems_are_known() -> None:
    text = (
        "NSN Number;Surname;First Name;Preferred First Name;Date of Birth;Sex;Ethnicity 1;Ethnicity 2;Iwi 1;Year Level;"
        "Form Class;Caregiver 1 Name;Caregiver 1 Relationship;Caregiver 1 Email Address;Caregiver 1 Mobile;House\n"
        "123 456 789;Tāmati;Wiremu Hōhepa;Wī;9/08/2017;M;NZ Maori;Samoan;Ngāpuhi;Year 4;7K;Ana Tāmati;Mother;"
        "ANA@WHANAU.EXAMPLE;027 555 0111;Kauri\n"
    )
    sheet = read_roster(text.encode(), today=TODAY)
    assert sheet.faults == ()
    row = sheet.rows[0]
    assert (row.nsn, row.family_name, row.preferred_name, row.year_level, row.room) == (
        "123456789",
        "Tāmati",
        "Wī",
        4,
        "7K",
    )
    assert row.ethnicities == ("211", "311")
    assert row.iwi == ("Ngāpuhi",)
    assert row.caregivers == (Caregiver("Ana Tāmati", "Mother", "ana@whanau.example", "027 555 0111"),)
    assert sheet.unknown_columns == ("House",)
    assert row.aside == (("House", "Kauri"),)


HEADER = "nsn,family_name,given_names,birth_date,gender,ethnicities,languages,year_level\n"


def one(row: str) -> tuple[int, list[tuple[str, str]]]:
    sheet = read_roster((HEADER + row + "\n").encode(), today=TODAY)
    return len(sheet.rows), [(f.column, f.sentence) for f in sheet.faults]


@pytest.mark.parametrize(
    ("row", "column", "word"),
    [
        (",,,2018-05-14,,,,", "given_names", "no name"),
        (",123,Ana,2018-05-14,,,,", "family_name", "no letters"),
        (",Rua,Ana,,,,,", "birth_date", "no birth date"),
        (",Rua,Ana,31/02/2018,,,,", "birth_date", "no such day"),
        (",Rua,Ana,2026-11-25,,,,", "birth_date", "not come yet"),
        (",Rua,Ana,14/05/1918,,,,", "birth_date", "years ago"),
        (",Rua,Ana,14/5/18,,,,", "birth_date", "two digits"),
        (",Rua,Ana,43234,,,,", "birth_date", "as a number"),
        (",Rua,Ana,5th of May,,,,", "birth_date", "not a date"),
        ("9.9E+08,Rua,Ana,2018-05-14,,,,", "nsn", "shortened"),
        ("12345678901,Rua,Ana,2018-05-14,,,,", "nsn", "ten digits"),
        ("000,Rua,Ana,2018-05-14,,,,", "nsn", "ten digits"),
        (",Rua,Ana,2018-05-14,banana,,,", "gender", "Another gender"),
        (",Rua,Ana,2018-05-14,,Martian,,", "ethnicities", "Ministry’s codes"),
        (",Rua,Ana,2018-05-14,,,,Year 23", "year_level", "from 0 to 15"),
    ],
)
def test_what_a_cell_may_not_be(row: str, column: str, word: str) -> None:
    count, faults = one(row)
    assert count == 0
    assert [c for c, _ in faults] == [column]
    assert word in faults[0][1]


def test_a_sentence_never_repeats_a_value() -> None:
    _, faults = one("12345678901,Rua,Ana,14/05/1918,banana,Martian,,Year 23")
    said = " ".join(sentence for _, sentence in faults)
    assert len(faults) == 5
    for value in ("12345678901", "Rua", "1918", "banana", "Martian", "23"):
        assert value not in said


def test_one_name_is_a_name() -> None:
    assert one(",,Losa,2018-05-14,,,,") == (1, [])


def test_an_unknown_language_is_kept_and_said() -> None:
    sheet = read_roster((HEADER + ",Rua,Ana,2018-05-14,,,Klingon;Māori,\n").encode(), today=TODAY)
    assert sheet.is_clean
    assert sheet.rows[0].languages == ("Klingon", "mi")
    assert "Row 2, languages" in sheet.notes[0]


def test_one_name_and_birth_date_with_two_nsns_are_two_learners() -> None:
    sheet = read_roster((HEADER + "1,Clarke,Emma,2017-06-17,,,,\n2,Clarke,Emma,2017-06-17,,,,\n").encode(), today=TODAY)
    assert sheet.is_clean
    assert len(sheet.rows) == 2
    assert "two learners" in sheet.notes[0]


def test_one_name_and_birth_date_without_nsns_is_one_learner_twice() -> None:
    sheet = read_roster(
        (HEADER + ",Hēnare,Te Ariki,2018-07-30,,,,\n1,Henare,TE ARIKI,30/7/2018,,,,\n").encode(), today=TODAY
    )
    assert [(f.row, f.column) for f in sheet.faults] == [(3, "given_names")]


def test_zeros_before_an_nsn_make_no_other() -> None:
    sheet = read_roster((HEADER + "0123,Rua,Ana,2018-05-14,,,,\n123,Rua,Bea,2018-05-14,,,,\n").encode(), today=TODAY)
    assert [(f.row, f.column) for f in sheet.faults] == [(3, "nsn")]


def test_an_address_without_a_name_is_nobodys() -> None:
    text = "family_name,given_names,birth_date,caregiver_1_email,caregiver_2_phone\nRua,Ana,2018-05-14,a@b.example,12\n"
    sheet = read_roster(text.encode(), today=TODAY)
    assert [(f.column) for f in sheet.faults] == ["caregiver_1_name", "caregiver_2_phone"]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2019-05-14", date(2019, 5, 14)),
        ("2019-05-14 00:00:00", date(2019, 5, 14)),
        ("14/5/2019", date(2019, 5, 14)),
        ("3/07/2020", date(2020, 7, 3)),
        ("14.05.2019", date(2019, 5, 14)),
        ("14 May 2019", date(2019, 5, 14)),
        ("29/2/2020", date(2020, 2, 29)),
    ],
)
def test_dates(cell: str, wanted: date) -> None:
    assert cells.day_of(cell) == wanted


@given(st.dates())
def test_dates_come_back_from_both_forms(day: date) -> None:
    assert cells.day_of(day.isoformat()) == day
    assert cells.day_of(f"{day.day}/{day.month}/{day.year:04d}") == day


@given(st.text())
def test_cells_never_raise(cell: str) -> None:
    for parse in (cells.day_of, cells.nsn, cells.year_level, cells.email, cells.phone, cells.hours, cells.items):
        parse(cell)
    cells.birth_date(cell, TODAY)
    cells.term(cell, "2027-1")
    cells.number(cell, 0, 9, "It")
    cells.decimal_degrees(cell, 90)
    for look in (tables.ethnicity, tables.gender, tables.language, tables.day, tables.support_type, tables.tier):
        look(cell)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("211", "211"),
        ("21111", "211"),
        ("NZ Maori", "211"),
        ("Māori", "211"),
        ("maaori", "211"),
        ("Pakeha", "111"),
        ("New Zealand European / Pākehā", "111"),
        ("tongan", "331"),
        ("Indian", "431"),
        ("unknown", "999"),
        ("21", None),
        ("Klingon", None),
    ],
)
def test_ethnic_groups(word: str, code: str | None) -> None:
    assert tables.ethnicity(word) == code


def test_not_stated_says_nothing() -> None:
    sheet = read_roster((HEADER + ",Rua,Ana,2018-05-14,,Not stated,,\n").encode(), today=TODAY)
    assert sheet.rows[0].ethnicities == ()


@pytest.mark.parametrize(
    ("word", "code"), [("F", "female"), ("Male", "male"), ("gender diverse", "another"), ("", "not_stated")]
)
def test_genders(word: str, code: str) -> None:
    assert tables.gender(word) == code


@pytest.mark.parametrize("kind", list(SupportType))
def test_every_support_type_is_known_by_code_and_by_words(kind: SupportType) -> None:
    assert tables.support_type(kind.value) == kind.value
    assert tables.support_type(kind.label) == kind.value


def test_support_types_by_what_people_write() -> None:
    assert tables.support_type("SLT") == "speech_language"
    assert tables.support_type("RTLB") == "learning_behaviour"
    assert tables.support_type("magic") is None


def test_the_demo_supply_loads() -> None:
    sheet = read_supply(files.supply_csv().encode(), coming_term="2027-1")
    assert sheet.faults == ()
    first = sheet.rows[0]
    assert (first.support_type, first.tier, first.term, first.hours_per_term) == (
        "speech_language",
        2,
        "2027-1",
        Decimal(10),
    )
    assert first.days == ("Mon", "Wed")
    assert first.settings_served == ("Waikōwhai Area School", "Te Kōhanga Reo o Waikōwhai")
    assert (first.year_from, first.year_to) == (0, 8)
    assert sheet.rows[1].settings_served == ("all",)
    assert sheet.rows[2].hours_per_term == Decimal("12.5")


SUPPLY = (
    "organisation,service,support_type,tier,term,hours_per_term,group_size_max,days,settings_served,year_from,year_to\n"
)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",Speech,speech_language,2,,10,,,all,,", "organisation"),
        ("Trust,,speech_language,2,,10,,,all,,", "service"),
        ("Trust,Speech,magic,2,,10,,,all,,", "support_type"),
        ("Trust,Speech,SLT,4,,10,,,all,,", "tier"),
        ("Trust,Speech,SLT,2,soon,10,,,all,,", "term"),
        ("Trust,Speech,SLT,2,,,,,all,,", "hours_per_term"),
        ("Trust,Speech,SLT,2,,many,,,all,,", "hours_per_term"),
        ("Trust,Speech,SLT,2,,-5,,,all,,", "hours_per_term"),
        ("Trust,Speech,SLT,2,,1.1,,,all,,", "hours_per_term"),
        ("Trust,Speech,SLT,2,,10,0,,all,,", "group_size_max"),
        ("Trust,Speech,SLT,2,,10,,Sunday,all,,", "days"),
        ("Trust,Speech,SLT,2,,10,,,all,9,3", "year_to"),
    ],
)
def test_what_supply_may_not_be(row: str, column: str) -> None:
    sheet = read_supply((SUPPLY + row + "\n").encode(), coming_term="2027-1")
    assert [f.column for f in sheet.faults] == [column]


def test_hours_may_not_stand_twice() -> None:
    row = "Trust,Speech,SLT,2,,10,,,all,,\n"
    sheet = read_supply((SUPPLY + row + row).encode(), coming_term="2027-1")
    assert [(f.row, f.column) for f in sheet.faults] == [(3, "service")]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("", "2027-1"), ("2027-2", "2027-2"), ("Term 3 2027", "2027-3"), ("2027 T4", "2027-4"), ("T1 2028", "2028-1")],
)
def test_terms(cell: str, wanted: str) -> None:
    assert cells.term(cell, "2027-1") == wanted


def test_a_term_that_is_none() -> None:
    assert isinstance(cells.term("2027-5", "2027-1"), Wrong)


def test_schools_need_a_number_and_a_name_only() -> None:
    sheet = read_schools(b"School ID,Name\n1,Te Kao School\n2,Taipa Area School\n")
    assert [(s.number, s.name, s.roll) for s in sheet.rows] == [
        ("1", "Te Kao School", None),
        ("2", "Taipa Area School", None),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("x,A,1,1", "number"),
        ("1,,1,1", "name"),
        ("1,A,200,1", "longitude"),
        ("1,A,1,lots", "roll"),
        ("1234567,A,,", "number"),
    ],
)
def test_what_a_school_may_not_be(row: str, column: str) -> None:
    sheet = read_schools(f"number,name,longitude,roll\n{row}\n".encode())
    assert [f.column for f in sheet.faults] == [column]


def test_a_school_may_not_stand_twice() -> None:
    sheet = read_schools(b"number,name\n7,A\n007,B\n")
    assert [(f.row, f.column) for f in sheet.faults] == [(3, "number")]


@directory
def test_the_real_directories_read_whole() -> None:
    first = read_schools((DATA / "nz-schools-directory-2016.csv").read_bytes())
    second = read_schools((DATA / "nz_schools_2017.csv").read_bytes())
    for sheet in (first, second):
        assert sheet.faults == ()
        assert sheet.unknown_columns == ()
        assert len(sheet.rows) == 2_539
    before, after = {s.number for s in first.rows}, {s.number for s in second.rows}
    assert len(before | after) == 2_553
    assert len(before - after) == 14
    assert sum(s.community_number != "" for s in first.rows) == 789
    assert sum(s.kind == "kura" for s in second.rows) == 73
    assert sum(s.longitude is None for s in second.rows) == 9
