"""The people of the look’s pages at Matipo Valley School."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.cast.child import MERE, Child, at, kin
from rourou.contexts.exchange.jobs.community.shapes import Learner, Person, Relationship

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
        (at("manaia", "matipo_valley", "4", 3, date(2023, 5, 15)),),
        (
            kin("manaia", "hana", "Hana Rūpene", "mum", sign_in=True, phone="027 555 0101", checked=MERE),
            kin(
                "manaia",
                "koro_rawiri",
                "Rāwiri Rūpene",
                "koro",
                "caregiver",
                sign_in=True,
                language="mi",
                checked=MERE,
            ),
            kin("manaia", "wini", "Wini Rūpene", "nan", "wider_whanau", phone="027 555 0102", checked=MERE),
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
        (at("kahurangi", "matipo_valley", "9", 5, date(2021, 5, 3)),),
        (
            # His mother teaches in Room 7: here she is his mother only, and barred as staff from his record.
            (
                Person(label="heni", name="Hēni Pōtae", called="Hēni", email="heni@matipo.example"),
                Relationship(learner="kahurangi", person="heni", word="māmā"),
            ),
            kin("kahurangi", "turei", "Tūrei Pōtae", "pāpā", sign_in=True, phone="027 555 0104", checked=MERE),
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
        (at("finn", "matipo_valley", "11", 6, date(2020, 9, 22)),),
        (
            kin("finn", "deirdre", "Deirdre O’Rourke", "mum", sign_in=True, checked=MERE),
            kin("finn", "patrick", "Patrick O’Rourke", "dad", checked=MERE),
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
        (at("salote", "matipo_valley", "3", 2, date(2024, 10, 14)),),
        (
            kin("salote", "mele_taufa", "Mele Taufa", "faʻē", language="to", phone="027 555 0106", checked=MERE),
            kin("salote", "viliami", "Viliami Taufa", "tamai", language="to", checked=MERE),
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
        (at("te_ariki", "matipo_valley", "4", 3, date(2023, 8, 1)),),
        (
            kin("te_ariki", "kararaina", "Kararaina Hēnare", "mum", sign_in=True, phone="027 555 0108", checked=MERE),
            kin("te_ariki", "blair", "Blair Solomon", "stepdad", "caregiver", checked=MERE),
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
        (at("maia", "matipo_valley", "1", 1, date(2025, 6, 16)),),
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
        (at("priya", "matipo_valley", "7", 4, date(2023, 1, 31)),),
        (
            kin("priya", "lakshmi", "Lakshmi Nair", "amma", sign_in=True, checked=MERE),
            kin("priya", "suresh", "Suresh Nair", "achan", checked=MERE),
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
        (at("oliver", "matipo_valley", "1", 1, date(2025, 8, 4)),),
        (kin("oliver", "kate_bennett", "Kate Bennett", "mum", sign_in=True, checked=MERE),),
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
        (at("lupe", "matipo_valley", "11", 6, date(2021, 2, 1)),),
        (
            kin("lupe", "tala", "Tala Faleolo", "tinā", sign_in=True, checked=MERE),
            kin("lupe", "peleti", "Pele Faleolo", "grandma", "caregiver", language="sm", checked=MERE),
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
        (at("min_jun", "matipo_valley", "9", 5, date(2023, 2, 1)),),
        (kin("min_jun", "soo_jin", "Soo-jin Park", "eomma", sign_in=True, checked=MERE),),
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
        (at("ruby", "matipo_valley", "4", 3, date(2023, 9, 4)),),
        (kin("ruby", "tess", "Tess Ashcroft", "mum", checked=MERE),),
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
        (at("sefa", "matipo_valley", "4", 3, date(2023, 10, 16)),),
        (kin("sefa", "malia", "Malia Leota", "tinā", language="sm", checked=MERE),),
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
        (at("noah", "matipo_valley", "9", 5, date(2021, 6, 8)),),
        (kin("noah", "craig", "Craig Fenwick", "dad", checked=MERE),),
    ),
)
