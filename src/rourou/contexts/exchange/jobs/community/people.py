"""Staff of the Matipo Valley cluster and the posts they hold. Everyone is invented; every address ends in .example.

A post is made by one person and confirmed by another (access.md, “Who may make a fact”); nobody makes their own.
"""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Person, Post, Role

_DOMAIN: Final = {
    "matipo_valley": "matipo",
    "rimu_street": "rimu-street",
    "harakeke_road": "harakeke-road",
    "piwakawaka_flat": "piwakawaka",
    "kereru_gorge": "kereru-gorge",
    "fernbrook": "fernbrook",
    "waikowhai_area": "waikowhai",
    "intermediate": "matipo-intermediate",
    "college": "matipo-college",
    "te_awa_tuna": "te-awa-tuna",
    "totara_satellite": "totara-park",
    "kohanga": "kohanga-waikowhai",
    "rimu_kindergarten": "rimu-kindergarten",
    "playcentre": "matipo-playcentre",
    "home_based": "kowhai-care",
    "little_weka": "little-weka",
    "tui_centre": "tui-centre",
    "cluster": "cluster",
    "rtlb": "rtlb",
    "ministry_matipo": "ministry",
    "ministry_plains": "ministry-plains",
    "runanga": "ngati-matipo",
    "te_ara_reo": "te-ara-reo",
    "child_development": "plains-health",
    "attendance": "attendance",
    "swis": "swis",
}

# (label, name, called, setting, role, title); a second row with the same label is a second hat.
_ROWS: Final[tuple[tuple[str, str, str, str, Role, str], ...]] = (
    ("mere", "Mere Aperahama", "Mere", "matipo_valley", "coordinator", "Learning Support Coordinator"),
    ("mere", "Mere Aperahama", "Mere", "rimu_street", "coordinator", "Learning Support Coordinator"),
    ("mere", "Mere Aperahama", "Mere", "piwakawaka_flat", "coordinator", "Learning Support Coordinator"),
    ("aroha", "Aroha Tipene", "Aroha", "matipo_valley", "school_principal", "Tumuaki"),
    ("jo", "Jo Whaanga", "Jo", "matipo_valley", "teacher", "Kaiako, Room 4"),
    ("harriet", "Harriet Cole", "Harriet", "matipo_valley", "teacher", "Kaiako, Room 1"),
    ("leilani", "Leilani Vea", "Leilani", "matipo_valley", "teacher", "Kaiako, Room 3"),
    ("heni", "Hēni Pōtae", "Hēni", "matipo_valley", "teacher", "Kaiako, Room 7"),
    ("ms_lee", "Hannah Lee", "Ms Lee", "matipo_valley", "teacher", "Kaiako, Room 9"),
    ("mr_tama", "Rangi Tama", "Mr Tama", "matipo_valley", "teacher", "Kaiako, Room 11"),
    ("lucy", "Lucy Marchant", "Lucy", "rimu_street", "senco", "SENCO"),
    ("graham", "Graham Ashcroft", "Graham", "rimu_street", "school_principal", "Principal"),
    ("caitlin", "Caitlin Drummond", "Caitlin", "rimu_street", "teacher", "Kaiako, Room 2"),
    ("anaru", "Anaru Kōpua", "Anaru", "rimu_street", "teacher", "Kaiako, Room 6"),
    ("bronwyn", "Bronwyn Pascoe", "Bronwyn", "rimu_street", "teacher", "Kaiako, Room 8"),
    ("denise", "Denise Halliwell", "Denise", "harakeke_road", "senco", "SENCO and deputy principal"),
    ("kelvin", "Kelvin Mānihera", "Kelvin", "harakeke_road", "school_principal", "Tumuaki"),
    ("stella", "Stella Loughlin", "Stella", "harakeke_road", "teacher", "Kaiako, Room 1"),
    ("josephine", "Josephine Tregear", "Josephine", "harakeke_road", "teacher", "Kaiako, Room 2"),
    ("noeline", "Noeline Sutherland", "Noeline", "piwakawaka_flat", "school_principal", "Teaching principal"),
    ("dot", "Dorothy Kirkbride", "Dot", "piwakawaka_flat", "senco", "SENCO, two mornings"),
    ("murray", "Murray Gillespie", "Murray", "kereru_gorge", "school_principal", "Teaching principal"),
    ("wendy", "Wendy Rossiter", "Wendy", "kereru_gorge", "senco", "SENCO, one morning"),
    ("adrian", "Adrian Mounsey", "Adrian", "fernbrook", "school_principal", "Headmaster"),
    ("verity", "Verity Langridge", "Verity", "fernbrook", "senco", "Learning enrichment"),
    ("tui_matenga", "Tūī Matenga", "Tūī", "waikowhai_area", "teacher", "Kaiako, Senior"),
    ("pauline", "Pauline Takurua", "Pauline", "waikowhai_area", "senco", "SENCO"),
    ("hoani", "Hoani Pukeroa", "Hoani", "waikowhai_area", "school_principal", "Tumuaki"),
    ("kerry", "Kerry Attwater", "Kerry", "intermediate", "senco", "Coordinator of learning support"),
    ("bernard", "Bernard Fonoti", "Bernard", "intermediate", "school_principal", "Principal"),
    ("mr_rakete", "Tāne Rākete", "Mr Rākete", "intermediate", "teacher", "Kaiako, 8T"),
    ("siobhan", "Siobhán Mulholland", "Siobhán", "college", "coordinator", "Learning Support Coordinator"),
    ("alasdair", "Alasdair Ballantyne", "Mr Ballantyne", "college", "school_principal", "Principal"),
    ("fraser", "Fraser Cairncross", "Mr Cairncross", "college", "teacher", "Dean of Years 9 and 10"),
    ("meera", "Meera Deshpande", "Ms Deshpande", "college", "teacher", "Dean of senior students"),
    ("hinemoa", "Hinemoa Kereama", "Hinemoa", "te_awa_tuna", "school_principal", "Tumuaki"),
    ("wiremu", "Wiremu Tautahi", "Matua Wiremu", "te_awa_tuna", "senco", "Kaiako, kaitautoko"),
    ("philippa", "Philippa Westbrook", "Philippa", "totara_satellite", "senco", "Kaiako, Kōtare room"),
    ("gwen", "Gwen Thornley", "Gwen", "totara_satellite", "school_principal", "Satellite leader"),
    ("pare", "Pare Waikari", "Nanny Pare", "kohanga", "school_principal", "Kaiako, kaiwhakahaere"),
    ("marama", "Mārama Wīneti", "Mārama", "kohanga", "senco", "Kaiako, kaitautoko"),
    ("sandra", "Sandra Penhale", "Sandra", "rimu_kindergarten", "school_principal", "Head teacher"),
    ("ngaio", "Ngaio Teira", "Ngaio", "rimu_kindergarten", "senco", "Kaiako, learning support"),
    ("rachel", "Rachel Hobcroft", "Rachel", "playcentre", "school_principal", "Centre coordinator"),
    ("felicity", "Felicity Prebble", "Felicity", "playcentre", "senco", "Parent educator"),
    ("yvonne", "Yvonne Dunmore", "Yvonne", "home_based", "school_principal", "Visiting teacher"),
    ("lani", "Lani Tuaine", "Lani", "home_based", "senco", "Home educator"),
    ("tracey", "Tracey Blackwood", "Tracey", "little_weka", "school_principal", "Centre manager"),
    ("amber", "Amber Fairweather", "Amber", "little_weka", "senco", "Kaiako, learning support"),
    ("ravi", "Ravi Menon", "Ravi", "tui_centre", "school_principal", "Centre manager"),
    ("joy", "Joy Magbanua", "Joy", "tui_centre", "senco", "Kaiako, learning support"),
    ("grace", "Grace Hohaia", "Grace", "cluster", "cluster_lead", "Cluster lead"),
    ("grace", "Grace Hohaia", "Grace", "rtlb", "rtlb", "RTLB, practice leader"),
    ("ruth", "Ruth Lemalu", "Ruth", "cluster", "privacy_officer", "Privacy officer"),
    ("sione", "Sione Vailea", "Sione", "rtlb", "rtlb", "RTLB, liaison for Rimu Street and the Intermediate"),
    ("bridget", "Bridget Langford", "Bridget", "rtlb", "rtlb", "RTLB, liaison for the coast"),
    ("nikau", "Nīkau Paraone", "Nīkau", "ministry_matipo", "facilitator", "Learning support facilitator"),
    ("nikau", "Nīkau Paraone", "Nīkau", "ministry_matipo", "coordinator", "Learners at home"),
    ("hera", "Hera Whaitiri", "Hera", "ministry_matipo", "coordinator", "Learners at home"),
    ("elaine", "Elaine Whitcombe", "Elaine", "ministry_matipo", "provider", "Psychologist"),
    ("owen", "Owen Tanuvasa", "Owen", "ministry_plains", "provider", "Adviser on deaf children"),
    ("kuini", "Kuini Ngāwati", "Whaea Kuini", "runanga", "provider", "Iwi partner in the hui"),
    ("ana", "Ana Tuiasosopo", "Ana", "te_ara_reo", "provider", "Speech-language therapist"),
    ("beth", "Beth Arnold", "Beth", "te_ara_reo", "provider", "Manager of the service"),
    ("sanjay", "Sanjay Iyer", "Dr Iyer", "child_development", "provider", "Paediatrician"),
    ("colleen", "Colleen Mahe", "Colleen", "attendance", "provider", "Attendance adviser"),
    ("petelo", "Petelo Solofa", "Petelo", "swis", "provider", "Social worker in schools"),
)


def _email(label: str, setting: str) -> str:
    local = label.removeprefix("ms_").removeprefix("mr_").replace("_", ".")
    return f"{local}@{_DOMAIN[setting]}.example"


def _people() -> tuple[Person, ...]:
    first = {row[0]: row for row in reversed(_ROWS)}
    reo = {"pare", "marama", "hinemoa", "wiremu"}
    return tuple(
        Person(
            label=label,
            name=name,
            called=called,
            email=_email(label, setting),
            phone="03 555 0142" if label == "mere" else "",
            language="mi" if label in reo else "en-nz",
        )
        for label, name, called, setting, _, _ in first.values()
    )


# He relieves in Room 4 from Thursday, so on the demo's day his post has not begun.
_PATEL: Final = Person(label="patel", name="Dev Patel", called="Mr Patel", email="patel@matipo.example")

STAFF: Final = (*sorted(_people(), key=lambda p: p.label), _PATEL)


def _post(row: tuple[str, str, str, str, Role, str]) -> Post:
    person, _, _, setting, role, title = row
    made_by = "ruth" if person == "aroha" else "aroha"
    confirmed_by = "grace" if {person, made_by} & {"ruth"} else "ruth"
    return Post(person=person, setting=setting, role=role, title=title, made_by=made_by, confirmed_by=confirmed_by)


POSTS: Final = (
    *map(_post, _ROWS),
    Post(
        person="patel",
        setting="matipo_valley",
        role="teacher",
        title="Relieves in Room 4",
        starts_on=date(2026, 11, 26),
        ends_on=date(2026, 12, 17),
    ),
)


def _keepers() -> tuple[tuple[str, str, str, str], ...]:
    """Two persons of each setting keep what is highly sensitive: its head, and one more, confirmed by somebody else."""
    rows: list[tuple[str, str, str, str]] = []
    for setting in dict.fromkeys(row[3] for row in _ROWS if row[4] == "school_principal"):
        # Of those who coordinate, the one whose first seat is here.
        people = sorted(
            (row[0] for row in _ROWS if row[3] == setting and row[4] in {"coordinator", "senco"}),
            key=lambda label: next(row[3] for row in _ROWS if row[0] == label) != setting,
        )
        head = next(row[0] for row in _ROWS if row[3] == setting and row[4] == "school_principal")
        other = next(label for label in people if label != head)
        rows += [(setting, head, other, "ruth"), (setting, other, head, "ruth")]
    return tuple(rows)


KEEPERS: Final = _keepers()
