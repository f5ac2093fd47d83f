"""The children and young people whose stories are told by hand, and their whānau. Nobody here is real.

The first are the people of the look's pages; the rest are the sixteen of domain.md §7.11, each marked with its row.
What is told of each is what their own whānau would be glad to read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Enrolment, Learner, Person, Relationship, Standing


@dataclass(frozen=True, slots=True)
class Child:
    """A learner with where they are enrolled and who their whānau are."""

    learner: Learner
    enrolments: tuple[Enrolment, ...]
    whanau: tuple[tuple[Person, Relationship], ...] = ()


def _at(
    learner: str,
    setting: str,
    room: str | None,
    year: int | None,
    starts_on: date,
    *,
    ends_on: date | None = None,
    reason: str = "",
    attendance: str = "regular",
) -> Enrolment:
    return Enrolment(
        learner=learner,
        setting=setting,
        room=f"{setting}.{room}" if room else None,
        year_level=year,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        attendance=attendance,
    )


def _kin(
    learner: str,
    label: str,
    name: str,
    word: str,
    kind: Standing = "guardian",
    *,
    checked: tuple[str, str],
    checked_on: date = date(2026, 2, 12),
    sign_in: bool = False,
    language: str = "en-nz",
    phone: str = "",
    lives_with: bool = True,
    safe: bool = False,
) -> tuple[Person, Relationship]:
    """Somebody of a learner's whānau; `checked` is who checked their standing and who confirmed it."""
    person = Person(
        label=label,
        name=name,
        called=name.split(" ", 1)[0],
        email=f"{label.replace('_', '.')}@whanau.example" if sign_in else None,
        phone=phone,
        language=language,
    )
    return person, Relationship(
        learner=learner,
        person=label,
        word=word,
        kind=kind,
        checked_by=checked[0],
        confirmed_by=checked[1],
        checked_on=checked_on,
        lives_with=lives_with,
        safe_to_see_everything=safe,
    )


_MERE: Final = ("mere", "aroha")
_RIMU: Final = ("lucy", "graham")
_COAST: Final = ("pauline", "hoani")
_HARAKEKE: Final = ("denise", "kelvin")
_KERRY: Final = ("kerry", "bernard")
_COLLEGE: Final = ("siobhan", "alasdair")
_FIRST_DAY: Final = date(2026, 2, 3)

MATIPO_VALLEY: Final[tuple[Child, ...]] = (
    Child(
        Learner(
            label="manaia",
            given="Manaia",
            family="Rūpene",
            friends_call="Nia",
            say_it="Mah-nigh-ah Roo-peh-neh",
            born_on=date(2018, 5, 14),
            gender="female",
            pronouns="she, her",
            ethnicities=("211", "111"),
            iwi=("Ngāti Matipo",),
            hapu="Te Awa Tuna",
            languages=("en", "mi"),
            nsn="990010001",
        ),
        (_at("manaia", "matipo_valley", "4", 3, date(2023, 5, 15)),),
        (
            _kin("manaia", "hana", "Hana Rūpene", "mum", sign_in=True, phone="027 555 0101", checked=_MERE),
            _kin(
                "manaia",
                "koro_rawiri",
                "Rāwiri Rūpene",
                "koro",
                "caregiver",
                sign_in=True,
                language="mi",
                checked=_MERE,
            ),
            _kin("manaia", "wini", "Wini Rūpene", "nan", "wider_whanau", phone="027 555 0102", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="kahurangi",
            given="Kahurangi",
            family="Pōtae",
            born_on=date(2016, 5, 2),
            gender="male",
            ethnicities=("211",),
            iwi=("Ngāti Matipo", "Ngāti Porou"),
            languages=("en", "mi"),
            nsn="990010002",
        ),
        (_at("kahurangi", "matipo_valley", "9", 5, date(2021, 5, 3)),),
        (
            # His mother teaches in Room 7: here she is his mother only, and barred as staff from his record.
            (
                Person(label="heni", name="Hēni Pōtae", called="Hēni", email="heni@matipo.example"),
                Relationship(learner="kahurangi", person="heni", word="māmā"),
            ),
            _kin("kahurangi", "turei", "Tūrei Pōtae", "pāpā", sign_in=True, phone="027 555 0104", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="finn",
            given="Finn",
            family="O’Rourke",
            born_on=date(2015, 9, 21),
            gender="male",
            ethnicities=("111",),
            nsn="990010003",
        ),
        (_at("finn", "matipo_valley", "11", 6, date(2020, 9, 22)),),
        (
            _kin("finn", "deirdre", "Deirdre O’Rourke", "mum", sign_in=True, checked=_MERE),
            _kin("finn", "patrick", "Patrick O’Rourke", "dad", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="salote",
            given="Sālote",
            family="Taufa",
            say_it="Saa-loh-teh Tau-fah",
            born_on=date(2019, 10, 9),
            gender="female",
            ethnicities=("331",),
            languages=("to", "en"),
            nsn="990010004",
        ),
        (_at("salote", "matipo_valley", "3", 2, date(2024, 10, 14)),),
        (
            _kin("salote", "mele_taufa", "Mele Taufa", "faʻē", language="to", phone="027 555 0106", checked=_MERE),
            _kin("salote", "viliami", "Viliami Taufa", "tamai", language="to", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="te_ariki",
            given="Te Ariki",
            family="Hēnare",
            say_it="Teh Ah-ree-kee Heh-nah-reh",
            born_on=date(2018, 7, 30),
            gender="male",
            ethnicities=("211", "111"),
            iwi=("Ngāpuhi",),
            nsn="990010005",
            case="siblings with different surnames",
        ),
        (_at("te_ariki", "matipo_valley", "4", 3, date(2023, 8, 1)),),
        (
            _kin("te_ariki", "kararaina", "Kararaina Hēnare", "mum", sign_in=True, phone="027 555 0108", checked=_MERE),
            _kin("te_ariki", "blair", "Blair Solomon", "stepdad", "caregiver", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="maia",
            given="Maia",
            family="Solomon",
            born_on=date(2020, 6, 11),
            gender="female",
            ethnicities=("211", "111"),
            iwi=("Ngāpuhi",),
            nsn="990010006",
            case="siblings with different surnames",
        ),
        (_at("maia", "matipo_valley", "1", 1, date(2025, 6, 16)),),
        (
            (
                Person(
                    label="kararaina",
                    name="Kararaina Hēnare",
                    called="Kararaina",
                    email="kararaina@whanau.example",
                    phone="027 555 0108",
                ),
                Relationship(learner="maia", person="kararaina", word="mum"),
            ),
            (
                Person(label="blair", name="Blair Solomon", called="Blair"),
                Relationship(learner="maia", person="blair", word="dad"),
            ),
        ),
    ),
    Child(
        Learner(
            label="priya",
            given="Priya",
            family="Nair",
            born_on=date(2018, 1, 19),
            gender="female",
            ethnicities=("431",),
            languages=("ml", "en"),
            nsn="990010007",
        ),
        (_at("priya", "matipo_valley", "7", 4, date(2023, 1, 31)),),
        (
            _kin("priya", "lakshmi", "Lakshmi Nair", "amma", sign_in=True, checked=_MERE),
            _kin("priya", "suresh", "Suresh Nair", "achan", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="oliver",
            given="Oliver",
            family="Bennett",
            preferred="Ollie",
            born_on=date(2020, 8, 3),
            gender="male",
            ethnicities=("111",),
            nsn="990010008",
        ),
        (_at("oliver", "matipo_valley", "1", 1, date(2025, 8, 4)),),
        (_kin("oliver", "kate_bennett", "Kate Bennett", "mum", sign_in=True, checked=_MERE),),
    ),
    Child(
        Learner(
            label="lupe",
            given="Lupe",
            family="Faleolo",
            born_on=date(2015, 11, 4),
            gender="female",
            ethnicities=("311",),
            languages=("sm", "en"),
            nsn="990010009",
        ),
        (_at("lupe", "matipo_valley", "11", 6, date(2021, 2, 1)),),
        (
            _kin("lupe", "tala", "Tala Faleolo", "tinā", sign_in=True, checked=_MERE),
            _kin("lupe", "peleti", "Pele Faleolo", "grandma", "caregiver", language="sm", checked=_MERE),
        ),
    ),
    Child(
        Learner(
            label="min_jun",
            given="Min-jun",
            family="Park",
            say_it="Min-joon Pahk",
            born_on=date(2016, 4, 27),
            gender="male",
            ethnicities=("443",),
            languages=("ko", "en"),
            nsn="990010010",
        ),
        (_at("min_jun", "matipo_valley", "9", 5, date(2023, 2, 1)),),
        (_kin("min_jun", "soo_jin", "Soo-jin Park", "eomma", sign_in=True, checked=_MERE),),
    ),
    Child(
        Learner(
            label="ruby",
            given="Ruby",
            family="Ashcroft",
            born_on=date(2018, 9, 2),
            gender="female",
            ethnicities=("111",),
            nsn="990010034",
        ),
        (_at("ruby", "matipo_valley", "4", 3, date(2023, 9, 4)),),
        (_kin("ruby", "tess", "Tess Ashcroft", "mum", checked=_MERE),),
    ),
    Child(
        Learner(
            label="sefa",
            given="Sefa",
            family="Leota",
            born_on=date(2018, 10, 15),
            gender="male",
            ethnicities=("311",),
            languages=("sm", "en"),
            nsn="990010035",
        ),
        (_at("sefa", "matipo_valley", "4", 3, date(2023, 10, 16)),),
        (_kin("sefa", "malia", "Malia Leota", "tinā", language="sm", checked=_MERE),),
    ),
    Child(
        Learner(
            label="noah",
            given="Noah",
            family="Fenwick",
            born_on=date(2016, 6, 5),
            gender="male",
            ethnicities=("111",),
            nsn="990010011",
        ),
        (_at("noah", "matipo_valley", "9", 5, date(2021, 6, 8)),),
        (_kin("noah", "craig", "Craig Fenwick", "dad", checked=_MERE),),
    ),
)

RIMU_STREET: Final[tuple[Child, ...]] = (
    Child(
        Learner(
            label="losa",
            given="Losa",
            family="Fuimaono",
            born_on=date(2019, 5, 17),
            gender="female",
            ethnicities=("311", "111"),
            languages=("sm", "en"),
            nsn="990010012",
        ),
        (_at("losa", "rimu_street", "2", 2, date(2024, 5, 20)),),
        (_kin("losa", "sieni", "Sieni Fuimaono", "mum", sign_in=True, checked=_RIMU),),
    ),
    Child(
        Learner(
            label="mele",
            given="Mele",
            family="Taliai",
            born_on=date(2020, 4, 22),
            gender="female",
            ethnicities=("331",),
            languages=("to", "en"),
            nsn="990010013",
        ),
        (_at("mele", "rimu_street", "2", 1, date(2025, 4, 28)),),
        (_kin("mele", "ofa", "ʻOfa Taliai", "faʻē", sign_in=True, checked=_RIMU),),
    ),
    Child(
        Learner(
            label="harry",
            given="Harry",
            family="Whitfield",
            born_on=date(2019, 1, 8),
            gender="male",
            ethnicities=("111",),
            nsn="990010014",
        ),
        (_at("harry", "rimu_street", "6", 3, date(2024, 1, 30)),),
        (_kin("harry", "jess", "Jess Whitfield", "mum", checked=_RIMU),),
    ),
    Child(
        Learner(
            label="jaxon",
            given="Jaxon",
            family="Rewiti",
            preferred="Jax",
            born_on=date(2016, 8, 13),
            gender="male",
            ethnicities=("211", "111"),
            iwi=("Te Rarawa",),
            nsn="990010015",
            case="4",
        ),
        (
            _at("jaxon", "harakeke_road", None, 4, date(2024, 10, 14), ends_on=date(2025, 4, 11), reason="moved house"),
            _at("jaxon", "piwakawaka_flat", "1", 4, date(2025, 4, 28), ends_on=date(2026, 4, 2), reason="moved house"),
            _at("jaxon", "rimu_street", "8", 5, date(2026, 4, 20)),
        ),
        (
            _kin(
                "jaxon",
                "shontelle",
                "Shontelle Rewiti",
                "mum",
                sign_in=True,
                checked_on=date(2026, 5, 6),
                checked=_RIMU,
            ),
            _kin(
                "jaxon",
                "uncle_dave",
                "Dave Rewiti",
                "uncle",
                "wider_whanau",
                checked_on=date(2026, 5, 6),
                checked=_RIMU,
            ),
        ),
    ),
    Child(
        Learner(
            label="setu",
            given="Penitala",
            family="Setu",
            preferred="Peni",
            say_it="Peh-nee-tah-lah; the family name comes first",
            born_on=date(2017, 8, 25),
            gender="male",
            ethnicities=("371",),
            languages=("tvl", "sm", "en"),
            nsn=None,
            family_first=True,
            case="11",
        ),
        (_at("setu", "rimu_street", "6", 4, date(2026, 10, 28)),),
        (
            _kin(
                "setu",
                "temukisa",
                "Temukisa Setu",
                "mātua",
                language="tvl",
                checked_on=date(2026, 11, 5),
                checked=_RIMU,
            ),
        ),
    ),
    Child(
        Learner(
            label="emma_rimu",
            given="Emma",
            family="Clarke",
            born_on=date(2017, 6, 17),
            gender="female",
            ethnicities=("111",),
            nsn="990010016",
            case="14",
        ),
        (_at("emma_rimu", "rimu_street", "6", 4, date(2022, 6, 20)),),
        (_kin("emma_rimu", "hannah_clarke", "Hannah Clarke", "mum", checked=_RIMU),),
    ),
    Child(
        Learner(
            label="charlotte",
            given="Charlotte",
            family="Wīremu",
            preferred="Lottie",
            born_on=date(2015, 12, 1),
            gender="female",
            ethnicities=("211", "111"),
            iwi=("Ngāti Matipo",),
            nsn="990010017",
            nsn_before=("990099017",),
            case="15",
        ),
        (_at("charlotte", "rimu_street", "8", 6, date(2020, 12, 1)),),
        (_kin("charlotte", "moana_w", "Moana Wīremu", "mum", sign_in=True, checked=_RIMU),),
    ),
    Child(
        Learner(
            label="ioane",
            given="Ioane",
            family="Seumanu",
            born_on=date(2016, 10, 30),
            gender="male",
            ethnicities=("311", "341"),
            languages=("sm", "en"),
            nsn="990010018",
        ),
        (_at("ioane", "rimu_street", "8", 5, date(2022, 2, 1)),),
        (_kin("ioane", "fetu", "Fetū Seumanu", "dad", checked=_RIMU),),
    ),
)

HARAKEKE_ROAD: Final[tuple[Child, ...]] = (
    Child(
        Learner(
            label="tui",
            given="Tūī",
            family="Karaka",
            born_on=date(2021, 9, 6),
            gender="female",
            ethnicities=("211", "111"),
            iwi=("Ngāti Matipo",),
            nsn="990010019",
            case="2",
        ),
        (_at("tui", "harakeke_road", "1", 0, date(2026, 9, 7)),),
        (
            _kin("tui", "erena", "Erena Karaka", "mum", sign_in=True, checked_on=date(2026, 9, 9), checked=_HARAKEKE),
            _kin("tui", "josh", "Josh Karaka", "dad", sign_in=True, checked_on=date(2026, 9, 9), checked=_HARAKEKE),
        ),
    ),
    Child(
        Learner(
            label="kotare",
            given="Kōtare",
            family="Karaka",
            born_on=date(2021, 9, 6),
            gender="male",
            ethnicities=("211", "111"),
            iwi=("Ngāti Matipo",),
            nsn="990010020",
            case="2",
        ),
        (_at("kotare", "harakeke_road", "2", 0, date(2026, 9, 7)),),
        (
            _kin(
                "kotare", "erena", "Erena Karaka", "mum", sign_in=True, checked_on=date(2026, 9, 9), checked=_HARAKEKE
            ),
            _kin("kotare", "josh", "Josh Karaka", "dad", sign_in=True, checked_on=date(2026, 9, 9), checked=_HARAKEKE),
        ),
    ),
    Child(
        Learner(
            label="zoe",
            given="Zoe",
            family="Lindqvist",
            born_on=date(2015, 10, 2),
            gender="female",
            ethnicities=("111",),
            nsn="990010021",
            case="5",
        ),
        (_at("zoe", "harakeke_road", "5", 6, date(2020, 10, 12)),),
        (_kin("zoe", "marit", "Marit Lindqvist", "mum", sign_in=True, checked=_HARAKEKE),),
    ),
    Child(
        Learner(
            label="emma_harakeke",
            given="Emma",
            family="Clarke",
            born_on=date(2017, 6, 17),
            gender="female",
            ethnicities=("111", "211"),
            nsn="990010022",
            case="14",
        ),
        (_at("emma_harakeke", "harakeke_road", "5", 4, date(2022, 6, 20)),),
        (_kin("emma_harakeke", "simon_clarke", "Simon Clarke", "dad", checked=_HARAKEKE),),
    ),
    Child(
        Learner(
            label="hemi",
            given="Hēmi",
            family="Ropata",
            born_on=date(2017, 5, 29),
            gender="male",
            ethnicities=("211",),
            iwi=("Ngāti Matipo",),
            nsn="990010023",
            died_on=date(2026, 8, 2),
            case="16",
        ),
        (_at("hemi", "harakeke_road", "5", 4, date(2022, 5, 30), ends_on=date(2026, 8, 2), reason="has died"),),
        (_kin("hemi", "rangimarie", "Rangimārie Ropata", "māmā", checked=_HARAKEKE),),
    ),
)

ELSEWHERE: Final[tuple[Child, ...]] = (
    Child(
        Learner(
            label="tane",
            given="Tāne",
            family="Waitai",
            say_it="Taa-neh Wai-tai",
            born_on=date(2022, 2, 9),
            gender="male",
            ethnicities=("211",),
            iwi=("Ngāti Matipo",),
            languages=("mi", "nzs"),
            nsn=None,
            case="1",
        ),
        (_at("tane", "kohanga", "t", None, date(2024, 3, 4)),),
        (
            _kin(
                "tane",
                "hinewai",
                "Hinewai Waitai",
                "māmā",
                sign_in=True,
                language="mi",
                checked=("pare", "marama"),
            ),
            _kin(
                "tane",
                "nan_huhana",
                "Hūhana Waitai",
                "kuia",
                "caregiver",
                language="mi",
                checked=("pare", "marama"),
            ),
        ),
    ),
    Child(
        Learner(
            label="isla",
            given="Isla",
            family="McKenzie",
            born_on=date(2022, 1, 24),
            gender="female",
            ethnicities=("111",),
            nsn=None,
        ),
        (_at("isla", "rimu_kindergarten", "m", None, date(2025, 2, 3)),),
        (_kin("isla", "fiona", "Fiona McKenzie", "mum", sign_in=True, checked=("sandra", "ngaio")),),
    ),
    Child(
        Learner(
            label="amelia",
            given="Amelia",
            family="Hartnett",
            preferred="Millie",
            born_on=date(2018, 6, 11),
            gender="female",
            ethnicities=("111",),
            nsn="990010024",
            case="3",
        ),
        (_at("amelia", "totara_satellite", "k", 3, date(2023, 6, 12)),),
        (
            _kin(
                "amelia",
                "rebecca",
                "Rebecca Hartnett",
                "mum",
                sign_in=True,
                checked=("gwen", "philippa"),
            ),
            _kin("amelia", "stu", "Stuart Hartnett", "dad", checked=("gwen", "philippa")),
        ),
    ),
    Child(
        Learner(
            label="aria",
            given="Aria",
            family="Matthews",
            born_on=date(2014, 4, 18),
            gender="female",
            ethnicities=("111", "211"),
            nsn="990010025",
            case="6",
        ),
        (_at("aria", "intermediate", "7k", 7, date(2026, 2, 3)),),
        (
            _kin(
                "aria",
                "nan_june",
                "June Matthews",
                "nan",
                "caregiver",
                sign_in=True,
                safe=True,
                checked=_KERRY,
            ),
        ),
    ),
    Child(
        Learner(
            label="kauri",
            given="Kauri",
            family="Te Moana",
            born_on=date(2013, 6, 23),
            gender="male",
            ethnicities=("211",),
            iwi=("Ngāti Matipo",),
            nsn="990010026",
            case="7",
        ),
        (_at("kauri", "intermediate", "8t", 8, date(2025, 2, 3)),),
        (
            _kin("kauri", "ngahuia", "Ngāhuia Te Moana", "mum", sign_in=True, checked=_KERRY),
            _kin("kauri", "uncle_boy", "Wīremu Te Moana", "uncle", "support_person", checked=_KERRY),
        ),
    ),
    Child(
        Learner(
            label="dylan",
            given="Dylan",
            family="Cartwright",
            born_on=date(2012, 8, 14),
            gender="male",
            ethnicities=("111",),
            nsn="990010027",
            case="8",
        ),
        (_at("dylan", "college", "9w", 9, _FIRST_DAY, attendance="chronic"),),
        (_kin("dylan", "shane", "Shane Cartwright", "dad", phone="027 555 0127", checked=_COLLEGE),),
    ),
    Child(
        Learner(
            label="isabella",
            given="Isabella",
            family="Novak",
            preferred="Bella",
            born_on=date(2011, 7, 7),
            gender="female",
            ethnicities=("111",),
            nsn="990010028",
            case="9",
        ),
        (_at("isabella", "college", "10h", 10, date(2025, 2, 3)),),
        (
            _kin("isabella", "karen_novak", "Karen Novak", "mum", sign_in=True, checked=_COLLEGE),
            _kin("isabella", "petr", "Petr Novak", "dad", sign_in=True, lives_with=False, checked=_COLLEGE),
        ),
    ),
    Child(
        Learner(
            label="wiki",
            given="Wikitōria",
            family="Ruawai",
            preferred="Wiki",
            say_it="Wee-kee-tor-ree-ah",
            born_on=date(2009, 10, 12),
            gender="female",
            ethnicities=("211",),
            iwi=("Ngāti Matipo", "Ngāi Tahu"),
            languages=("en", "mi"),
            nsn="990010029",
            decides_for_self=True,
            sign_in=Person(label="wiki", name="Wikitōria Ruawai", called="Wiki", email="wiki@rangatahi.example"),
            case="10",
        ),
        (_at("wiki", "college", "12r", 12, date(2023, 2, 7)),),
        (_kin("wiki", "pania", "Pania Ruawai", "mum", sign_in=True, checked=_COLLEGE),),
    ),
    Child(
        Learner(
            label="ivy",
            given="Ivy",
            family="Greenslade",
            born_on=date(2017, 11, 20),
            gender="female",
            ethnicities=("111",),
            nsn="990010030",
            case="12",
        ),
        # Home-schooled with an exemption: the Ministry's office holds the one paper there is.
        (_at("ivy", "ministry_matipo", None, 4, date(2023, 2, 1), reason="exemption: learns at home"),),
        (_kin("ivy", "tamsin", "Tamsin Greenslade", "mum", sign_in=True, checked=("nikau", "elaine")),),
    ),
    Child(
        Learner(
            label="hugo",
            given="Hugo",
            family="Pemberton",
            born_on=date(2016, 11, 30),
            gender="male",
            ethnicities=("111",),
            nsn="990010031",
            case="13",
        ),
        (_at("hugo", "fernbrook", "6", 5, date(2025, 2, 3)),),
        (
            _kin(
                "hugo",
                "annabel",
                "Annabel Pemberton",
                "mum",
                sign_in=True,
                checked=("verity", "adrian"),
            ),
        ),
    ),
    Child(
        Learner(
            label="ethan",
            given="Ethan",
            family="Marsh",
            born_on=date(2014, 9, 19),
            gender="male",
            ethnicities=("111", "211"),
            nsn="990010032",
        ),
        (_at("ethan", "waikowhai_area", "s", 7, date(2020, 2, 3)),),
        (_kin("ethan", "leanne", "Leanne Marsh", "mum", sign_in=True, checked=_COAST),),
    ),
    Child(
        Learner(
            label="rongomai",
            given="Rongomai",
            family="Kīngi",
            born_on=date(2016, 7, 21),
            gender="female",
            ethnicities=("211",),
            iwi=("Ngāti Matipo",),
            languages=("mi", "en"),
            nsn="990010033",
        ),
        (_at("rongomai", "te_awa_tuna", "teina", 5, date(2021, 8, 2)),),
        (
            _kin(
                "rongomai",
                "ataahua",
                "Ātaahua Kīngi",
                "māmā",
                sign_in=True,
                language="mi",
                checked=("wiremu", "hinemoa"),
            ),
        ),
    ),
)

CAST: Final = MATIPO_VALLEY + RIMU_STREET + HARAKEKE_ROAD + ELSEWHERE
