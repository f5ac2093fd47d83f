"""The settings and partners of the Matipo Valley learning support cluster. Every one is invented.

As domain.md §7.11 asks: six early learning services, seven primary schools of which two are very small, an
intermediate, a secondary school, a kura kaupapa Māori and a specialist school's satellite; the RTLB service, two
Ministry offices, an iwi partner, an NGO and three agencies. Numbers beginning with 9 belong to no real setting.
"""

from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Room, Setting, SettingKind


def _school(label: str, name: str, number: str, roll: int, years: tuple[int, int], type_: str, about: str) -> Setting:
    return Setting(
        label=label,
        name=name,
        kind="school",
        type=type_,
        authority="State: Not integrated",
        number=number,
        phone=f"03 555 {int(number) % 10000:04d}",
        roll=roll,
        years=years,
        about=about,
    )


def _early(label: str, name: str, number: str, roll: int, type_: str, kind: SettingKind = "early_learning") -> Setting:
    return Setting(
        label=label, name=name, kind=kind, type=type_, number=number, roll=roll, phone=f"03 555 0{number[-3:]}"
    )


def _partner(label: str, name: str, kind: SettingKind, type_: str, phone: str, about: str) -> Setting:
    return Setting(label=label, name=name, kind=kind, type=type_, phone=phone, about=about, is_home=False)


SCHOOLS: Final = (
    _school(
        "matipo_valley",
        "Matipo Valley School",
        "90100",
        268,
        (1, 6),
        "Contributing",
        "By the awa, with an eel pool and a wharenui.",
    ),
    _school("rimu_street", "Rimu Street School", "90110", 214, (1, 6), "Contributing", "In town, beside the library."),
    _school(
        "harakeke_road",
        "Harakeke Road School",
        "90120",
        181,
        (1, 6),
        "Contributing",
        "Between the orchard and the sea.",
    ),
    _school(
        "piwakawaka_flat",
        "Pīwakawaka Flat School",
        "90130",
        17,
        (1, 8),
        "Full Primary",
        "One room and a vegetable garden.",
    ),
    _school(
        "kereru_gorge", "Kererū Gorge School", "90140", 11, (1, 8), "Full Primary", "At the end of the gorge road."
    ),
    Setting(
        label="fernbrook",
        name="Fernbrook School",
        kind="school",
        type="Full Primary",
        authority="Private: Fully registered",
        number="90150",
        phone="03 555 0150",
        roll=96,
        years=(1, 8),
        about="A private school that has signed the same two protocols as everyone.",
    ),
    _school(
        "waikowhai_area", "Waikōwhai Area School", "90160", 142, (1, 10), "Composite", "Up the coast, an hour by bus."
    ),
    _school("intermediate", "Matipo Intermediate", "90170", 305, (7, 8), "Intermediate", "Two years, many new faces."),
    _school("college", "Matipo College", "90180", 688, (9, 13), "Secondary (Year 9-15)", "Where most paths lead."),
    Setting(
        label="te_awa_tuna",
        name="Te Kura Kaupapa Māori o Te Awa Tuna",
        kind="kura",
        type="Composite",
        authority="State: Not integrated",
        number="90190",
        phone="03 555 0190",
        roll=74,
        years=(1, 13),
        language="mi",
        about="Total immersion. The kura writes its plans in te reo Māori.",
    ),
    Setting(
        label="totara_satellite",
        name="Tōtara Park School, satellite at Rimu Street",
        kind="school",
        type="Special School",
        authority="State: Not integrated",
        number="90200",
        phone="03 555 0200",
        roll=12,
        years=(1, 13),
        about="Two rooms of a specialist school, inside Rimu Street School.",
    ),
)

EARLY_LEARNING: Final = (
    Setting(
        label="kohanga",
        name="Te Kōhanga Reo o Waikōwhai",
        kind="kohanga_reo",
        type="Te Kōhanga Reo",
        number="91010",
        phone="03 555 0210",
        roll=28,
        language="mi",
        about="Led by whānau; te reo Māori all day.",
    ),
    _early("rimu_kindergarten", "Rimu Street Kindergarten", "91220", 40, "Kindergarten"),
    _early("playcentre", "Matipo Playcentre", "91230", 19, "Playcentre"),
    _early("home_based", "Kōwhai Home-based Care", "91240", 34, "Home-based"),
    _early("little_weka", "Little Weka Early Learning", "91250", 62, "Education and Care"),
    _early("tui_centre", "Tūī Early Learning Centre", "91260", 48, "Education and Care"),
)

PARTNERS: Final = (
    Setting(
        label="cluster",
        name="Matipo Valley learning support cluster",
        kind="cluster_body",
        phone="03 555 0100",
        about="Looked after by Matipo Valley School.",
    ),
    _partner(
        "rtlb",
        "Matipo and Plains RTLB service",
        "rtlb",
        "RTLB cluster",
        "03 555 0300",
        "Resource Teachers: Learning and Behaviour, for these settings and ten others.",
    ),
    _partner("ministry_matipo", "Ministry of Education, Matipo office", "ministry", "Local office", "03 555 0310", ""),
    _partner("ministry_plains", "Ministry of Education, Plains office", "ministry", "Local office", "03 555 0320", ""),
    _partner(
        "runanga",
        "Te Rūnanga o Ngāti Matipo",
        "iwi",
        "Iwi partner",
        "03 555 0330",
        "Co-owns the page on who waits how long, and sits with the hui.",
    ),
    _partner(
        "te_ara_reo",
        "Te Ara Reo Trust",
        "ngo",
        "Speech-language therapy",
        "03 555 0340",
        "Speech-language therapists who come to the settings.",
    ),
    _partner("child_development", "Plains Child Development Service", "agency", "Health service", "03 555 0350", ""),
    _partner("attendance", "Matipo Attendance Service", "agency", "Attendance service", "03 555 0360", ""),
    _partner("swis", "Plains Social Workers in Schools", "agency", "Social workers in schools", "03 555 0370", ""),
)

SETTINGS: Final = SCHOOLS + EARLY_LEARNING + PARTNERS


def _room(setting: str, label: str, name: str, years: tuple[int, ...], *teachers: str) -> Room:
    return Room(label=f"{setting}.{label}", setting=setting, name=name, teachers=teachers, years=years)


ROOMS: Final = (
    _room("matipo_valley", "1", "Room 1", (1,), "harriet"),
    _room("matipo_valley", "3", "Room 3", (2,), "leilani"),
    _room("matipo_valley", "4", "Room 4", (3,), "jo", "patel"),
    _room("matipo_valley", "7", "Room 7", (4,), "heni"),
    _room("matipo_valley", "9", "Room 9", (5,), "ms_lee"),
    _room("matipo_valley", "11", "Room 11", (6,), "mr_tama"),
    _room("rimu_street", "2", "Room 2", (1, 2), "caitlin"),
    _room("rimu_street", "6", "Room 6", (3, 4), "anaru"),
    _room("rimu_street", "8", "Room 8", (5, 6), "bronwyn"),
    _room("harakeke_road", "1", "Room 1", (1,), "stella"),
    _room("harakeke_road", "2", "Room 2", (1,), "josephine"),
    _room("harakeke_road", "5", "Room 5", (2, 3, 4, 5, 6), "stella"),
    _room("piwakawaka_flat", "1", "Room 1", (1, 2, 3, 4, 5, 6, 7, 8), "noeline"),
    _room("kereru_gorge", "1", "Room 1", (1, 2, 3, 4, 5, 6, 7, 8), "murray"),
    _room("fernbrook", "6", "6P", (5, 6), "verity"),
    _room("waikowhai_area", "j", "Junior", (1, 2, 3, 4), "tui_matenga"),
    _room("waikowhai_area", "s", "Senior", (5, 6, 7, 8, 9, 10), "tui_matenga"),
    _room("intermediate", "7k", "7K", (7,), "kerry"),
    _room("intermediate", "8t", "8T", (8,), "mr_rakete"),
    _room("college", "9w", "9W", (9,), "fraser"),
    _room("college", "10h", "10H", (10,), "fraser"),
    _room("college", "12r", "12R", (11, 12, 13), "meera"),
    _room("te_awa_tuna", "teina", "Te Rōpū Teina", (1, 2, 3, 4, 5, 6), "wiremu"),
    _room("te_awa_tuna", "tuakana", "Te Rōpū Tuakana", (7, 8, 9, 10, 11, 12, 13), "wiremu"),
    _room("totara_satellite", "k", "Kōtare room", (1, 2, 3, 4, 5, 6), "philippa"),
    _room("kohanga", "t", "Ngā Tamariki", (), "pare"),
    _room("rimu_kindergarten", "m", "Morning", (), "sandra"),
    _room("little_weka", "p", "Pōhutukawa room", (), "tracey"),
    _room("tui_centre", "k", "Kōwhai room", (), "ravi"),
)
