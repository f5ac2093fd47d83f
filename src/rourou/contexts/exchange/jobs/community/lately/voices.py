"""What has been said, and noted."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Note, Voice


def _voice(
    learner: str,
    words: str,
    who: str,
    form: str,
    said_on: date,
    told_to: str = "",
    language: str = "en",
    english: str = "",
) -> Voice:
    speaker = "learner" if who == learner else "whanau"
    return Voice(
        learner=learner,
        words=words,
        who=who,
        speaker=speaker,
        form=form,
        said_on=said_on,
        told_to=told_to,
        language=language,
        english=english,
    )


VOICES: Final = (
    _voice(
        "manaia",
        "I like being the one who feeds the eels. I don’t like it when everyone talks at once.",
        "manaia",
        "drawn",
        date(2026, 11, 9),
        "mere",
    ),
    _voice(
        "manaia",
        "He ngākau māhaki ia. He tino pai ia ki te waiata.",
        "koro_rawiri",
        "spoken",
        date(2026, 11, 15),
        "mere",
        "mi",
    ),
    _voice("manaia", "I told Ruby and Sefa the whole thing.", "manaia", "spoken", date(2026, 11, 19), "jo"),
    _voice(
        "kahurangi",
        "If you show me I can do it. If you tell me I lose it.",
        "kahurangi",
        "spoken",
        date(2026, 9, 10),
        "mere",
    ),
    _voice("finn", "My hands know before my pencil does.", "finn", "spoken", date(2026, 11, 12), "mr_tama"),
    _voice("salote", "ʻOku ou saiʻia he hiva.", "salote", "spoken", date(2026, 11, 4), "leilani", "to"),
    _voice("te_ariki", "I like it when Manu walks with me.", "te_ariki", "spoken", date(2026, 11, 16), "jo"),
    _voice("priya", "Big letters are not baby letters.", "priya", "written", date(2026, 10, 14), "heni"),
    _voice("oliver", "Blocks first, then people.", "oliver", "drawn", date(2026, 9, 2), "harriet"),
    _voice("lupe", "Please don’t say the word for me. It is coming.", "lupe", "written", date(2026, 8, 19), "mr_tama"),
    _voice(
        "min_jun",
        "A plan is like a train map. I like to see the next station.",
        "min_jun",
        "drawn",
        date(2026, 8, 25),
        "mere",
    ),
    _voice(
        "jaxon",
        "This is my third peg. I wrote my name on the back too.",
        "jaxon",
        "spoken",
        date(2026, 7, 29),
        "bronwyn",
    ),
    _voice("tane", "Titiro mai, kātahi ka kōrero.", "tane", "signed", date(2026, 10, 6), "pare", "mi"),
    _voice("amelia", "More.", "amelia", "aac", date(2026, 10, 21), "philippa"),
    _voice("kauri", "When I carve nobody has to tell me to stay.", "kauri", "spoken", date(2026, 10, 30), "mr_rakete"),
    _voice("wiki", "Ask me first. Then ask Mum.", "wiki", "written", date(2026, 8, 4), "siobhan"),
    _voice(
        "zoe", "I can think for a month. I cannot think for ten minutes.", "zoe", "written", date(2026, 8, 7), "denise"
    ),
    _voice("ethan", "The sea is quiet enough to think in.", "ethan", "spoken", date(2026, 9, 16), "tui_matenga"),
    _voice("setu", "I have three words for mother. Ask me one.", "setu", "spoken", date(2026, 11, 12), "anaru"),
)


def _note(
    learner: str, by: str, on: date, title: str, words: str, sensitivity: int = 2, category: str = "progress"
) -> Note:
    return Note(learner=learner, by=by, on=on, title=title, words=words, sensitivity=sensitivity, category=category)


NOTES: Final = (
    _note("manaia", "jo", date(2026, 9, 11), "Turns in ten minutes: one", "Counted from the back of the room."),
    _note(
        "manaia", "mere", date(2026, 10, 5), "Talked about sharing", "With Hana and Koro Rāwiri, at the kura, an hour."
    ),
    _note("manaia", "mere", date(2026, 11, 2), "Hearing checked: clear", "The letter is with Hana.", 2, "health"),
    _note(
        "manaia",
        "mere",
        date(2026, 11, 17),
        "Small group with Mere",
        "Turn-taking with the stone. Five turns in ten minutes.",
    ),
    _note("manaia", "jo", date(2026, 11, 19), "Told two friends the whole eel story", "Nobody prompted her."),
    _note(
        "kahurangi",
        "ms_lee",
        date(2026, 10, 14),
        "Built the gate latch from a drawing",
        "Then read the three words on it.",
    ),
    _note(
        "kahurangi",
        "mere",
        date(2026, 11, 10),
        "Talked with Tūrei",
        "He would like the hui to know how well Kahurangi draws.",
    ),
    _note(
        "finn", "mr_tama", date(2026, 11, 12), "Labels on the bridge", "Eleven of them, spelt his way, all readable."
    ),
    _note(
        "salote",
        "leilani",
        date(2026, 11, 5),
        "Told the whale story to Ana in Room 3",
        "In lea faka-Tonga, with actions.",
    ),
    _note("te_ariki", "jo", date(2026, 11, 3), "Carried the rolls to the hall", "No stop at the window."),
    _note("te_ariki", "jo", date(2026, 11, 16), "Window again", "Until Manu came over. Then fine."),
    _note(
        "priya",
        "heni",
        date(2026, 10, 20),
        "Same book, same day",
        "The large print came on Friday, so Monday was easy.",
    ),
    _note("oliver", "harriet", date(2026, 10, 29), "Said good morning first", "Twice."),
    _note("lupe", "mr_tama", date(2026, 10, 15), "Read the notices", "Sang the first line."),
    _note("min_jun", "ms_lee", date(2026, 11, 6), "Relief day", "Used the change card himself."),
    _note("jaxon", "bronwyn", date(2026, 10, 22), "Finished a book about engines", "Forty pages. Told everyone."),
    _note("amelia", "philippa", date(2026, 11, 10), "Chose for the class", "With her eyes, first try."),
    _note(
        "kauri", "kerry", date(2026, 9, 4), "Two days at home", "Talked with Ngāhuia the same evening.", 2, "behaviour"
    ),
    _note("kauri", "mr_rakete", date(2026, 11, 13), "A whole week", "First since May. He made the door plate for 8T."),
    _note(
        "dylan",
        "siobhan",
        date(2026, 11, 9),
        "Here four days",
        "Workshop first. Stayed for maths on Thursday.",
        2,
        "attendance",
    ),
    _note(
        "aria", "kerry", date(2026, 11, 11), "Kept for named persons", "See the paper file.", 3, "care_and_protection"
    ),
    _note("wiki", "meera", date(2026, 11, 18), "Form one of five done", "Four to go, one a week."),
    _note(
        "tane", "pare", date(2026, 11, 12), "Haerenga tuatahi", "First visit to the kura with Mārama. Two new friends."
    ),
    _note("isla", "ngaio", date(2026, 11, 20), "Looked at the photographs", "Asked which peg is hers."),
    _note(
        "hemi",
        "denise",
        date(2026, 8, 6),
        "Closed with his whānau",
        "Rangimārie has his drawings. The class planted a kōwhai.",
    ),
)
