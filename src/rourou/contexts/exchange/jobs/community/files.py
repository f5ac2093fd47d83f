"""CSV files for trying the importers: people and services that no community has yet.

Rendered, never stored, so that nothing here can drift from the columns of contract.md.
"""

import csv
import io
from typing import Final

ROSTER_COLUMNS: Final = (
    "nsn",
    "family_name",
    "given_names",
    "preferred_name",
    "birth_date",
    "gender",
    "ethnicities",
    "iwi",
    "languages",
    "year_level",
    "room",
    "caregiver_1_name",
    "caregiver_1_relationship",
    "caregiver_1_email",
    "caregiver_1_phone",
    "caregiver_2_name",
    "caregiver_2_relationship",
    "caregiver_2_email",
    "caregiver_2_phone",
)
SUPPLY_COLUMNS: Final = (
    "organisation",
    "service",
    "support_type",
    "tier",
    "term",
    "hours_per_term",
    "group_size_max",
    "skills",
    "languages",
    "days",
    "settings_served",
    "year_from",
    "year_to",
    "contact",
)

# A class that comes to Matipo Valley School: nobody of it is in the demo community.
_NEW: Final = (
    "990030001|Hapeta|Waiora||2020-05-11|Female|211;111|Ngāti Matipo|en;mi|1|Room 1|Kiriana Hapeta|mum|"
    "kiriana@whanau.example|+64 27 555 0201||||",
    "990030002|Tuʻipulotu|ʻAisea||14/06/2020|Male|331||to;en|1|Room 1|Seini Tuʻipulotu|faʻē|"
    "seini@whanau.example|027 555 0202|Paula Tuʻipulotu|tamai||",
    "990030003|Sutherland|Tessa Rose|Tess|3/07/2020|F|NZ European||English|1|Room 1|Iain Sutherland|dad||"
    "027 555 0203||||",
    "|Warsame|Ayaan||2020-09-02|female|African||Somali;English|1|Room 1|Hodan Warsame|hooyo|"
    "hodan@whanau.example|027 555 0204||||",
    "990030005|Choi|Ji-ho||2020-10-28|male|443||ko;en|1|Room 1|Ara Choi|mum|ara@whanau.example|027 555 0205||||",
    "990030006|O’Connell|Bridie||19/11/2020|Female|111|||1|Room 1|Niamh O’Connell|mum|niamh@whanau.example|"
    "027 555 0206|Tom O’Connell|dad||027 555 0207",
    "990030007|Menon|Kavya||2020-12-08|F|Indian||ml;en|1|Room 1|Asha Menon|amma|asha@whanau.example|027 555 0208||||",
    "990030008|Ngārimu|Te Koha|Koha|2021-01-21|M|Māori|Ngāti Porou|te reo Māori;English|1|Room 1|"
    "Hiria Ngārimu|nan||027 555 0209||||",
)

# Services nobody has told the cluster of yet. Without a term they are for the coming one.
_SERVICES: Final = (
    "Te Ara Reo Trust|Speech-language therapy, the coast|Speech-language support|2||10|3|stutter;group talk|"
    "en;sm|Mon;Wed|Waikōwhai Area School;Te Kōhanga Reo o Waikōwhai|0|8|beth@te-ara-reo.example",
    "Plains Child Development Service|Occupational therapy|occupational_therapy|3|2027-1|18||"
    "handwriting;seating|en|Tue;Thu|all|0|13|sanjay@plains-health.example",
    "Te Rūnanga o Ngāti Matipo|Waiata me te awa|cultural|1|2027-1|12.5|25|te reo Māori;the awa|mi;en|Fri|all|"
    "||kuini@ngati-matipo.example",
    "Matipo and Plains RTLB service|RTLB, three small schools|"
    "learning_behaviour|2||40|6|"
    "reading;working with whānau|en|Tue|Pīwakawaka Flat School;Kererū Gorge School;Fernbrook School|1|8|"
    "bridget@rtlb.example",
)


def _rows(lines: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in lines)


def render(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """A CSV file as a spreadsheet writes it: a header, commas, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def roster_csv() -> str:
    """Eight learners new to Matipo Valley School, in the ways schools write such files."""
    return render(ROSTER_COLUMNS, _rows(_NEW))


def roster_csv_with_faults() -> str:
    """The same class with four mistakes: an NSN twice, a day that never was, a formula, a child twice."""
    rows = [list(row) for row in _rows(_NEW)]
    rows[1][0] = rows[0][0]
    rows[2][4] = "31/02/2020"
    rows[4][10] = '=HYPERLINK("http://example.invalid")'
    rows.append(list(rows[5]))
    return render(ROSTER_COLUMNS, tuple(tuple(row) for row in rows))


def supply_csv() -> str:
    """Four services of the coming term that the demo community does not have."""
    return render(SUPPLY_COLUMNS, _rows(_SERVICES))
