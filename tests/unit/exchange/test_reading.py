"""Every bad file gets one clear sentence with its row and column, and no bytes whatever make the reader raise."""

import codecs
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rourou.contexts.exchange.rules import read_roster, read_schools, read_supply
from rourou.contexts.exchange.rules.reading import is_formula
from rourou.contexts.exchange.types import Fault, RosterRow, Sheet

TODAY = date(2026, 11, 24)
HEADER = "nsn,family_name,given_names,birth_date\n"


def roster(text: str | bytes) -> Sheet[RosterRow]:
    return read_roster(text if isinstance(text, bytes) else text.encode(), today=TODAY)


def only_fault(sheet: Sheet[RosterRow]) -> Fault:
    assert len(sheet.faults) == 1, sheet.faults
    return sheet.faults[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "nothing in this file"),
        (b" \r\n\r\n", "nothing in this file"),
        (codecs.BOM_UTF8, "nothing in this file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Excel workbook"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x1f\x8b\x08\x00abc", "compressed"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"  <html lang='en'>", "web page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text file"),
        (bytes(range(256)) * 4, "not a text file"),
        (b"\x81\x8d\x8f\x90\x9d,a\n", "letters we cannot read"),
        (b"\x01\x02\x03\x04\x05\x06,a,b\n", "not look like a text file"),
        (HEADER.encode(), "holds no rows"),
        (b"a,b,c\n1,2,3\n", "none for family_name, given_names and birth_date"),
        (b"family_name,given_names\nA,B\n", "none for birth_date"),
    ],
)
def test_what_is_no_roster_is_told_in_one_sentence(data: bytes, word: str) -> None:
    fault = only_fault(roster(data))
    assert word in fault.sentence
    assert fault.sentence.endswith(".")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_macrons_come_through_every_unicode_form(encoding: str, name: str) -> None:
    sheet = roster((HEADER + ",Rūpene,Manaia,2018-05-14\n").encode(encoding))
    assert sheet.faults == ()
    assert sheet.encoding == name
    assert sheet.rows[0].family_name == "Rūpene"


def test_windows_letters_are_read_and_said() -> None:
    sheet = roster((HEADER + ",O’Rourke,Zoë,2018-05-14\n").encode("cp1252"))
    assert sheet.is_clean
    assert sheet.encoding == "Windows-1252"
    assert sheet.rows[0].given_names == "Zoë"
    assert "no macrons" in sheet.notes[0]


def test_two_ways_of_saving_letters_in_one_file() -> None:
    data = HEADER.encode() + ",Rūpene,Manaia,2018-05-14\n".encode() + ",Müller,Zoë,2018-05-14\n".encode("cp1252")
    fault = only_fault(roster(data))
    assert fault.row == 3
    assert "another way" in fault.sentence


@pytest.mark.parametrize("name", ["MÄ\x81ori", "O\xe2\u20ac\u2122Rourke", "Zo\u00c3\u00ab"])
def test_letters_saved_twice_are_seen(name: str) -> None:
    fault = only_fault(roster(HEADER + f",{name},Ana,2018-05-14\n"))
    assert (fault.row, fault.column) == (2, "family_name")
    assert "twice" in fault.sentence


def test_letters_that_were_lost_are_seen() -> None:
    fault = only_fault(roster(HEADER + ",R\ufffdpene,Ana,2018-05-14\n"))
    assert "lost" in fault.sentence


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    text = (HEADER + "1,Rua,Ana,2018-05-14\n").replace(",", separator)
    sheet = roster(text)
    assert sheet.is_clean
    assert sheet.separator == separator
    assert sheet.rows[0].given_names == "Ana"


def test_a_spreadsheet_may_say_its_separator() -> None:
    sheet = roster("sep=;\n" + HEADER.replace(",", ";") + "x;Rua;Ana;2018-05-14\n")
    assert only_fault(sheet).row == 3


@pytest.mark.parametrize("start", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "=HYPERLINK(0)", "'=1", "＝1"])
def test_a_formula_is_refused_and_never_run(start: str) -> None:
    fault = only_fault(roster(HEADER + f",{start},Ana,2018-05-14\n"))
    assert (fault.row, fault.column) == (2, "family_name")
    assert "formula" in fault.sentence
    assert start not in fault.sentence


@pytest.mark.parametrize(
    ("cell", "phone", "formula"),
    [
        ("+64 27 555 0101", True, False),
        ("+64 27 555 0101", False, True),
        ("+64 (0)3 555-0101", True, False),
        ("+64+cmd", True, True),
        ("-34.5", False, False),
        ("ʻOfa", False, False),
        ("'Ofa", False, False),
        ("Te Awa", False, False),
    ],
)
def test_what_is_a_formula(cell: str, phone: bool, formula: bool) -> None:
    assert is_formula(cell, phone=phone) is formula


def test_a_formula_in_a_column_we_do_not_load_is_dropped() -> None:
    sheet = roster("family_name,given_names,birth_date,notes\nRua,Ana,2018-05-14,=1+1\nRua,Bea,2018-05-14,likes dogs\n")
    assert sheet.is_clean
    assert sheet.unknown_columns == ("notes",)
    assert [row.aside for row in sheet.rows] == [(), (("notes", "likes dogs"),)]


def test_ragged_rows() -> None:
    sheet = roster(HEADER + "1,Rua\n2,Rua,Ana,2018-05-14,more\n3,Rua,Ana,2018-05-14,,\n")
    assert [(f.row, f.sentence[:20]) for f in sheet.faults] == [
        (2, "This row has 2 cells"),
        (3, "This row has 5 cells"),
    ]
    assert len(sheet.rows) == 1


def test_a_quote_never_closed() -> None:
    sheet = roster(HEADER + '1,Rua,Ana,2018-05-14\n2,"Rua,Bea,2018-05-14\n3,Rua,Cam,2018-05-14\n')
    assert only_fault(sheet).row == 3
    assert "never closed" in only_fault(sheet).sentence


def test_a_quote_in_the_wrong_place() -> None:
    assert only_fault(roster(HEADER + '1,"Rua"x,Ana,2018-05-14\n')).row == 2


def test_rows_count_as_a_spreadsheet_counts_them() -> None:
    text = HEADER + '1,"Rua\nthe first",Ana,2018-05-14\n\n2,Rua,Bea,31/2/2018\n'
    assert only_fault(roster(text)).row == 4


def test_two_columns_of_one_name() -> None:
    fault = only_fault(roster("surname,family_name,given_names,birth_date\nA,B,C,2018-05-14\n"))
    assert fault.column == "family_name"


def test_the_same_fault_three_thousand_times_is_told_three_hundred_times() -> None:
    sheet = roster(HEADER + ",Rua,Ana,never\n" * 3_000)
    assert len(sheet.faults) == 300
    assert "Put these right first" in sheet.notes[-1]


def test_a_hundred_thousand_rows_are_refused_for_a_reason() -> None:
    seen: list[int] = []
    data = (HEADER + "".join(f"{n},Rua,Ana{n},2018-05-14\n" for n in range(1, 100_001))).encode()
    sheet = read_roster(data, today=TODAY, progress=seen.append)
    assert "20,000 rows" in sheet.faults[-1].sentence
    assert seen[:2] == [1_000, 2_000]
    assert len(seen) == 20


def test_a_fault_says_where_it_is() -> None:
    assert str(Fault(3, "nsn", "Why.")) == "Row 3, nsn: Why."
    assert str(Fault(0, "", "Why.")) == "The file: Why."


pieces = st.sampled_from(
    [
        "nsn",
        "family_name",
        "birth_date",
        "given_names",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        '"',
        "=1",
        "31/2/2018",
        "ā",
        "sep=",
    ]
)


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=400), st.text(max_size=200).map(str.encode), st.lists(pieces).map("".join).map(str.encode)
    )
)
@example(b'sep="\nfamily_name')
@example(b"sep= \nfamily_name given_names birth_date\na b c\n")
@example(b"\xff\xfe\x00\xd8")
@example(b"\x00")
@example(b"sep=\x00\n")
@example(b"family_name,given_names,birth_date\n\xc2\xb2,\xc2\xb2,\xc2\xb2/\xc2\xb2/2018\n")
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    for sheet in (
        read_roster(data, today=TODAY),
        read_supply(data, coming_term="2027-1"),
        read_schools(data),
        read_roster(HEADER.encode() + data, today=TODAY),
        read_supply(b"organisation,service,support_type,hours_per_term,tier,days,term\n" + data, coming_term="2027-1"),
        read_schools(b"number,name,longitude,roll\n" + data),
    ):
        assert sheet.rows or sheet.faults
        assert all(fault.sentence.endswith(".") for fault in sheet.faults)
