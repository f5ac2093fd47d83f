"""Invented names by ethnic group, drawn the same way every time (`rourou simulate`, the demo community).

Given names and family names are in common use in Aotearoa, and each pair is drawn apart from the other, so nobody
real is meant. Macrons and glottal stops stand where their languages have them. The weights are round figures of our
own, no statistic: they are for invented people only and say nothing of anybody.
A draw is a function of (seed, table, label) alone (access.md, “Two worlds”): never of a sequence or a clock.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")


class Dice:
    """A stream of draws that depends on nothing but (seed, table, label)."""

    __slots__ = ("_block", "_key", "_pool", "_used")

    def __init__(self, seed: str, table: str, label: str) -> None:
        self._key = hashlib.blake2b("\x1f".join((seed, table, label)).encode(), digest_size=32).digest()
        self._block, self._pool, self._used = 0, b"", 0

    def _bits(self) -> int:
        """64 bits; eight draws are taken from one digest."""
        if self._used == len(self._pool):
            self._pool = hashlib.blake2b(self._block.to_bytes(8, "big"), key=self._key).digest()
            self._block, self._used = self._block + 1, 0
        self._used += 8
        return int.from_bytes(self._pool[self._used - 8 : self._used], "big")

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not with, the limit."""
        return self._bits() * limit >> 64

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """Yes so often."""
        return self._bits() < share * 2**64

    def choice(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the next."""
        return options[self.below(len(options))]

    def weighted(self, options: Sequence[T], weights: Sequence[int]) -> T:
        """One of the options, as likely as its weight."""
        left = self.below(sum(weights))
        for option, weight in zip(options, weights, strict=True):
            left -= weight
            if left < 0:
                return option
        raise AssertionError("weights are positive")

    def sample(self, options: Sequence[T], count: int) -> tuple[T, ...]:
        """So many of the options (or all there are), none twice, in drawn order."""
        left = list(options)
        return tuple(left.pop(self.below(len(left))) for _ in range(min(count, len(left))))


def pick(seed: str, table: str, label: str, options: Sequence[T]) -> T:
    """One draw for one label: the same answer every time."""
    return Dice(seed, table, label).choice(options)


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names used in one ethnic group, with its Ministry code (domain.md §2.7) and languages of home."""

    code: str
    name: str
    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    family: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    family_first: bool = False


@dataclass(frozen=True, slots=True)
class InventedName:
    """A name nobody is known to have, and whether the family name is said first."""

    given: str
    family: str
    family_first: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


MAORI: Final = NameGroup(
    "211",
    "Māori",
    250,
    _words(
        "Manaia Kahurangi Aroha Anahera Mereana Hinewai Ngaio Tūī Marama Kōwhai Hūhana Atarangi Whetū Rangimārie Māia "
        "Ataahua Hinemoa Kiri Wairua Pania Roimata Tiana Arahia Moana Hana Mārama Tāwhirangi Ngāhuia Ripeka Hera "
        "Waimārie Kaia Hiria Awhina Tia Mihi Rāhera Terina Kararaina Mere"
    ),
    _words(
        "Tāne Kauri Rāwiri Nīkau Wiremu Tamati Hōhepa Manu Koa Ihaia Tawhiri Kahu Rongo Mānuka Hēmi Tama Mikaere Ariki "
        "Rangi Eruera Hoani Kāwana Maui Tūmanako Pita Tipene Ākuhata Wairongo Kereama Hāmi Rēweti Tāwhai Kingi Kiwa "
        "Matiu Paora Te_Koha Toa Whāriki Hare"
    ),
    _words(
        "Aperahama Hēnare Pōtae Rūpene Waitai Kereama Tautahi Rewiti Karaka Tāmati Pōmare Wharepapa Ngāwati Tīpene "
        "Rākete Hōhaia Paraone Matenga Tūroa Wātene Kīngi Marino Takurua Pukeroa Hāpuku Rangiwhetū Tawhara Kōpua "
        "Whaitiri Mānihera Te_Aho Ruawai Ngārimu Hapeta Pirini Tangihaere Wīneti Kaipara Reihana Teira"
    ),
    ("en", "mi"),
)
PAKEHA: Final = NameGroup(
    "111",
    "New Zealand European / Pākehā",
    470,
    _words(
        "Isla Charlotte Olivia Amelia Harper Lily Zoe Ella Ruby Willow Evie Sophie Grace Hazel Freya Georgia Phoebe "
        "Imogen Poppy Matilda Ivy Emily Sadie Eliza Bella Lucy Holly Thea Maisie Florence Quinn Frankie Millie Juno "
        "Hannah Alice Tessa Bridie Greta Billie"
    ),
    _words(
        "Oliver Finn Noah Harry Ethan Jack Leo Theo George Charlie Hugo Arlo Archie Luca Mason Lachlan Toby Otis Henry "
        "Angus Jasper Beau Max Eli Reuben Caleb Hamish Flynn Louis Felix Rory Samuel Digby Isaac Fergus Rupert Austin "
        "Levi Gus Wilfred"
    ),
    _words(
        "O’Rourke Bennett Whitfield McKenzie Marsh Fenwick Hartnett Greenslade Pemberton Cartwright Thornley Drummond "
        "Ashcroft Gillespie Marchant Loughlin Strahan Whitcombe Kirkbride Sutherland Prebble Dunmore Halliwell Cole "
        "Lindqvist Novak Fairweather Blackwood Rossiter Penhale Mulholland Tregear Ballantyne Hobcroft Westbrook "
        "Cairncross Pascoe Langridge Mounsey Attwater"
    ),
)
SAMOAN: Final = NameGroup(
    "311",
    "Samoan",
    45,
    _words("Losa Lupe Sina Talia Malia Fetū Leilani Sieni Faʻanū Alofa Tala Ana Sala Moana Selina Masina Iva Tiresa"),
    _words("Sefa Ioane Tavita Malakai Sione Fetu Pita Iosefa Mikaele Tama Semisi Lafi Eti Viliamu Setefano Manu Kaleb"),
    _words(
        "Faleolo Fuimaono Leiataua Tuilagi Seumanu Faʻalogo Vaifale Tanuvasa Lealaiauloto Solofa Mulitalo Taliaoa "
        "Afamasaga Peleti Sapolu Fonoti Tuimalealiʻifano Leota"
    ),
    ("en", "sm"),
)
TONGAN: Final = NameGroup(
    "331",
    "Tongan",
    25,
    _words("Sālote Mele ʻAna Lavinia Siale ʻOfa Losaline Sela Kalolaine Lupe Manusiu Vika Tupou Meleane Seini ʻEseta"),
    _words(
        "Sione Tēvita Viliami Maʻake Semisi Paula Siaosi Taniela Sifa ʻAisea Folau Lopeti Kepu Samiu Tonga Penisimani"
    ),
    _words(
        "Taufa Vailea Fifita Taliai Moala Tupouniua Kaufusi Lātū Fonua Havea Tuʻipulotu Mateialona Vea Pāngai Faʻoa "
        "Halafihi Mahe Tongotongo"
    ),
    ("en", "to"),
)
COOK_ISLANDS: Final = NameGroup(
    "321",
    "Cook Islands Māori",
    18,
    _words("Teremoana Tiare Ngametua Vaine Mīria Ake Ina Tepaeru Rangi Moeroa Upokoina Marie Kura Nane"),
    _words("Tere Ngatokorua Tangata Papa Teariki Metuakore Iotua Maara Rongo Tuakana Ngaro Enua Tupe Ariki"),
    _words("Marsters Tangaroa Tuaine Ngatikaura Pokoina Maoate Teokotai Rangiao Kaukura Tereora Mataiti Puna Vaevae"),
    ("en", "rar"),
)
NIUEAN: Final = NameGroup(
    "341",
    "Niuean",
    7,
    _words("Lagi Moka Fifitaki Mele Lose Ataliki Hina Ofania Tiva Foli Kalo Lili"),
    _words("Togia Sioneheke Misi Vili Fisi Tale Lefulefu Hego Makini Tali Ikipa Moka"),
    _words("Talagi Tukuitoga Viliamu Ikinepule Fakahoa Lavini Hekau Togiamua Pavihi Kulatea Mitipelo Siakisini"),
    ("en", "niu"),
)
FIJIAN: Final = NameGroup(
    "361",
    "Fijian",
    9,
    _words("Mereoni Litia Salanieta Ana Vani Adi Losana Makereta Sera Unaisi Kelera Tokasa"),
    _words("Ratu Josefa Epeli Waisake Sitiveni Isikeli Jone Apisai Viliame Semi Tomasi Manoa"),
    _words("Vakaloloma Tuilovoni Nabukavou Qarau Ravutia Cakaubuli Nadruku Waqabaca Tikoirotuma Lutunavanua Daunivalu"),
    ("en", "fj"),
)
CHINESE: Final = NameGroup(
    "421",
    "Chinese",
    48,
    _words("Mei-Lin Xinyi Yuhan Jiayi Ruoxi Zihan Yuxuan Lihua Ting Anqi Wenyi Siyu Chloe Grace Mia"),
    _words("Haoran Junjie Zihao Yichen Wei Minghao Jiahao Tianyu Bowen Rui Zixuan Lucas Ryan Kai Yifan"),
    _words("Chen Wang Zhang Liu Huang Zhao Wu Zhou Xu Guo Lin Zheng Liang Tang Feng Luo"),
    ("en", "zh"),
)
INDIAN: Final = NameGroup(
    "431",
    "Indian",
    62,
    _words("Priya Anaya Kavya Diya Aisha Meera Riya Jasleen Navya Simran Ishita Harleen Saanvi Asha Nitya Tara"),
    _words("Arjun Dev Rohan Aarav Karan Vihaan Harjit Gurveer Ishaan Kabir Nikhil Veer Aditya Jovan Manav Reyansh"),
    _words(
        "Nair Patel Sandhu Iyer Kaur-Gill Menon Chauhan Bhatt Dhaliwal Rao Deshpande Pillai Mistry Grewal Joshi Varma"
    ),
    ("en", "hi", "pa", "ml", "gu"),
)
FILIPINO: Final = NameGroup(
    "411",
    "Filipino",
    36,
    _words("Angelica Maricel Althea Bianca Ysabel Jasmine Princess Trisha Andrea Kyla Liza Mikaela"),
    _words("Joaquin Miguel Gabriel Paolo Andrei Jericho Rafael Nathaniel Carlo Enzo Mateo Vince"),
    _words(
        "Dimaculangan Villanueva Magbanua Santiago Del_Rosario Bautista Macaraeg Salonga Catapang Evangelista Lacson"
    ),
    ("en", "tl"),
)
KOREAN: Final = NameGroup(
    "443",
    "Korean",
    9,
    _words("Seo-yeon Ji-woo Ha-eun Soo-ah Yuna Min-seo Da-in Ye-rin Chae-won Ara"),
    _words("Min-jun Do-yun Ji-ho Seo-jun Hyun-woo Eun-ho Tae-yang Joon Si-woo Jae-min"),
    _words("Park Choi Jeong Kang Yoon Jang Lim Shin Bae Moon"),
    ("en", "ko"),
)
MIDDLE_EAST: Final = NameGroup(
    "511",
    "Middle Eastern",
    10,
    _words("Layla Zahra Noor Yasmin Maryam Hanan Shirin Salma Rima Dalia"),
    _words("Yusuf Omar Karim Idris Navid Sami Bilal Tariq Hamza Rami"),
    _words("Haddad Rahimi Karimi Nasser Al-Amin Sabbagh Farahani Mansour Khoury Barzani"),
    ("en", "ar", "fa"),
)
LATIN_AMERICAN: Final = NameGroup(
    "521",
    "Latin American",
    6,
    _words("Valentina Camila Luciana Renata Antonia Isidora Paloma Martina"),
    _words("Mateo Tomás Benjamín Thiago Santiago Joaquín Bruno Emilio"),
    _words("Figueroa Sepúlveda Carvalho Monteiro Quiroga Valdivia Barrientos Oliveira"),
    ("en", "es", "pt"),
)
AFRICAN: Final = NameGroup(
    "531",
    "African",
    7,
    _words("Amina Hodan Zuri Selam Thandi Makena Ayaan Naomi"),
    _words("Abdi Kofi Tendai Yonas Sipho Jabari Dawit Ayo"),
    _words("Warsame Okafor Moyo Tesfaye Dlamini Mensah Hassan-Nur Gebre"),
    ("en", "so", "am"),
)

GROUPS: Final[tuple[NameGroup, ...]] = (
    PAKEHA,
    MAORI,
    INDIAN,
    CHINESE,
    SAMOAN,
    FILIPINO,
    TONGAN,
    COOK_ISLANDS,
    MIDDLE_EAST,
    KOREAN,
    FIJIAN,
    NIUEAN,
    AFRICAN,
    LATIN_AMERICAN,
)
BY_CODE: Final[dict[str, NameGroup]] = {group.code: group for group in GROUPS}
GENDERS: Final = ("female", "male", "another", "not_stated")
_WEIGHTS: Final = tuple(group.weight for group in GROUPS)
_TWO_GROUPS: Final = 0.16  # of learners, about one in six names a second group, more often where one is Māori


def group_of(seed: str, label: str) -> NameGroup:
    """The ethnic group whose names a person bears."""
    return Dice(seed, "group", label).weighted(GROUPS, _WEIGHTS)


def gender_of(seed: str, label: str) -> str:
    """A gender code (domain.md §2.7)."""
    return Dice(seed, "gender", label).weighted(GENDERS, (488, 500, 8, 4))


def ethnicities_of(seed: str, label: str) -> tuple[str, ...]:
    """One to three codes, the first the group whose names are borne; each person counts in every group they name."""
    dice, first = Dice(seed, "ethnicities", label), group_of(seed, label)
    codes = [first.code]
    while len(codes) < 3 and dice.chance(_TWO_GROUPS * (2 if first is MAORI else 1)):
        codes.append(dice.weighted(GROUPS, _WEIGHTS).code)
    return tuple(dict.fromkeys(codes))


def name_of(seed: str, label: str, group: NameGroup | None = None, gender: str | None = None) -> InventedName:
    """Given and family name, drawn apart; whoever is neither a girl nor a boy may bear a name of either list."""
    group, gender = group or group_of(seed, label), gender or gender_of(seed, label)
    dice = Dice(seed, "name", label)
    lists = {"female": group.girls, "male": group.boys}
    given = dice.choice(lists.get(gender, group.girls + group.boys))
    return InventedName(given, family_of(seed, label, group), group.family_first)


def family_of(seed: str, label: str, group: NameGroup) -> str:
    """A family name; people of one household share it by sharing the label."""
    return Dice(seed, "family", label).choice(group.family)


def languages_of(seed: str, label: str, group: NameGroup) -> tuple[str, ...]:
    """English, and for about half of those whose group has another language of home, one of those."""
    dice, others = Dice(seed, "languages", label), group.languages[1:]
    return (dice.choice(others), "en") if others and dice.chance(0.5) else ("en",)
