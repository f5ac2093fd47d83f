"""What gets in the way, what helps, by leaf of the taxonomy, and how often each is drawn."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pair:
    """What gets in the way, what helps, and the few words that stand first on the register."""

    gets_in_the_way: str
    helps: str
    first: str


PAIRS: Final[dict[str, tuple[Pair, ...]]] = {
    "LRN.reading": (
        Pair(
            "Long pages. The eyes tire before the story is over.",
            "Half the page at a time, then a talk about it.",
            "Half a page at a time",
        ),
        Pair(
            "Reading aloud in front of the class.",
            "Reading to one friend, or recorded at home first.",
            "Reads to one friend first",
        ),
        Pair(
            "Words that look alike, one after another.",
            "A finger or a card under the line, and time.",
            "A card under the line",
        ),
    ),
    "LRN.writing": (
        Pair(
            "Blank paper. The ideas are there before the pencil is.",
            "Telling it first, then writing three words of it.",
            "Tell it, then write it",
        ),
        Pair(
            "Copying from the board. The place is lost each time.",
            "Notes on the desk, beside the book.",
            "Notes on the desk",
        ),
        Pair(
            "Writing for longer than ten minutes.",
            "Speaking it to the tablet, then tidying it up.",
            "Speak it, then tidy it",
        ),
    ),
    "LRN.number": (
        Pair(
            "Sums on paper with nothing to hold.", "Counters, a number line, or money.", "Something to hold and count"
        ),
        Pair(
            "Being timed. Everything goes when the clock starts.",
            "Five done well, with no clock.",
            "Five, and no clock",
        ),
    ),
    "LRN.memory": (
        Pair(
            "Three things said at once. The first one stays.",
            "One at a time, with a picture or a list.",
            "One thing at a time",
        ),
        Pair(
            "Instructions given while people move about.",
            "Wait for still, say it once, see it written.",
            "See it written",
        ),
    ),
    "LRN.executive": (
        Pair(
            "Getting started on something big.", "The first step on a card. Then the next.", "The first step on a card"
        ),
        Pair(
            "Changes in the day that nobody mentioned.",
            "The day on the desk, crossed off as it goes.",
            "The day on the desk",
        ),
    ),
    "LRN.global": (
        Pair(
            "Work made for somebody further along.",
            "The same topic, one idea, with hands on it.",
            "The same topic, one idea",
        ),
        Pair(
            "When there is much to learn at once.",
            "Small steps, practised in real places.",
            "Small steps in real places",
        ),
    ),
    "LRN.gifted": (
        Pair(
            "Doing again what is already known.",
            "A question with no answer at the back of the book.",
            "A question worth the time",
        ),
    ),
    "COM.speech-sounds": (
        Pair(
            "People who have just met cannot follow every word.",
            "Say back what you heard. Ask to be shown.",
            "Say back what you heard",
        ),
        Pair(
            "Being asked to say it properly.",
            "Hearing it said well, with nothing asked.",
            "Hear it said, nothing asked",
        ),
    ),
    "COM.receptive": (
        Pair("Long instructions at mat time.", "Short ones, with a hand sign and a pause.", "Short, with a sign"),
        Pair("New words that come all together.", "Two new words a week, used everywhere.", "Two new words a week"),
    ),
    "COM.expressive": (
        Pair(
            "Quick talk. The turn goes before the words come.",
            "Ten quiet seconds after a question.",
            "Ten quiet seconds",
        ),
        Pair("Telling what happened, in order.", "Three pictures in a row to point at.", "Three pictures in a row"),
    ),
    "COM.fluency": (
        Pair("Being hurried, or helped with the word.", "Wait, look kind, and let it come.", "Wait, and let it come"),
    ),
    "COM.social": (
        Pair(
            "Games whose rules change half way.",
            "Somebody to explain the rules first, and a job in the game.",
            "A job in the game",
        ),
        Pair("Working out who is joking.", "Say plainly what is meant.", "Say what is meant"),
    ),
    "COM.english": (
        Pair(
            "Lessons in English all morning.",
            "The key words in the home language first, then English.",
            "Home language first",
        ),
    ),
    "SEB.regulation": (
        Pair(
            "The half hour after lunch, when everything is loud.",
            "Ten minutes of something quiet before work begins.",
            "Ten quiet minutes first",
        ),
        Pair(
            "Losing a game in front of people.",
            "A walk to the gate and back with somebody trusted.",
            "A walk, then talk",
        ),
        Pair("When plans change with no warning.", "Five minutes’ notice, and one choice.", "Five minutes’ notice"),
    ),
    "SEB.worry": (
        Pair("The gate in the morning.", "The same person waiting, and a job to go to.", "The same face at the gate"),
        Pair("Speaking when all eyes turn.", "Showing it another way, or to one person.", "One person, not the room"),
    ),
    "SEB.peers": (
        Pair(
            "Break time with nothing planned.",
            "A game that starts the same way each day.",
            "A game that starts the same",
        ),
        Pair("Small words that land hard.", "Somebody to talk it through with before class.", "Talk it through first"),
    ),
    "SEB.avoidance": (
        Pair(
            "Coming in after a weekend.",
            "A message on Sunday night that says what Monday holds.",
            "Know what Monday holds",
        ),
        Pair("Big rooms first thing.", "Start in the library, join at ten.", "Start in the library"),
    ),
    "SEN.hearing": (
        Pair("Noise behind the voice.", "Near the front, with the door shut.", "Near the front, door shut"),
        Pair(
            "Talk from somebody who has turned away.", "Face, light, and one speaker at a time.", "One speaker, facing"
        ),
    ),
    "SEN.vision": (
        Pair("Small print and shiny screens.", "Large print, dark pens, seat by the window.", "Large print, dark pens"),
    ),
    "SEN.processing": (
        Pair("The hall when it is full.", "A place on the edge, and earmuffs in the bag.", "A place on the edge"),
        Pair("Sitting still for long.", "A job that moves, every half hour.", "A job that moves"),
    ),
    "PHY.gross-motor": (
        Pair("The steps to the hall.", "Time to go first, and a rail on the left.", "Goes first, rail on the left"),
    ),
    "PHY.fine-motor": (
        Pair(
            "Scissors and small pencils.",
            "Spring scissors, thick pencils, a sloped board.",
            "Thick pencils, sloped board",
        ),
    ),
    "PHY.access": (
        Pair(
            "Wet grass between the rooms.", "The long path, and friends who take it too.", "The long path, with friends"
        ),
    ),
    "HLT.chronic": (
        Pair(
            "Days when breathing is hard work.", "The blue inhaler within reach, and no fuss.", "Inhaler within reach"
        ),
    ),
    "HLT.fatigue": (
        Pair(
            "Afternoons after a busy morning.", "The big things before lunch, a rest at one.", "Big things before lunch"
        ),
    ),
    "WEL.attendance": (
        Pair(
            "Getting here when the bus has gone.",
            "A ride with the neighbour, agreed on Sunday.",
            "A ride, agreed on Sunday",
        ),
    ),
    "WEL.transience": (
        Pair("A third new school.", "A buddy, a peg with a name on, and the same book.", "A buddy and a named peg"),
    ),
    "TRN.to-school": (
        Pair("A big place with new bells.", "Four short visits, and photographs to take home.", "Four short visits"),
    ),
    "TRN.to-intermediate": (
        Pair(
            "Not knowing who will be in the class.",
            "A walk round in Week 8, with a friend.",
            "A walk round with a friend",
        ),
    ),
    "TRN.to-secondary": (
        Pair(
            "Seven rooms and seven teachers.", "The timetable in colours, and one person to ask.", "One person to ask"
        ),
    ),
    "TRN.post-school": (
        Pair(
            "So many forms about next year.", "One form at a time, with somebody who knows them.", "One form at a time"
        ),
    ),
}

# Which leaves are drawn for which age, and how often.
LEAVES: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "early": (
        ("COM.speech-sounds", 5),
        ("COM.expressive", 5),
        ("COM.receptive", 2),
        ("SEB.regulation", 2),
        ("SEN.hearing", 1),
        ("SEN.processing", 1),
        ("PHY.gross-motor", 1),
        ("TRN.to-school", 3),
    ),
    "junior": (
        ("COM.speech-sounds", 7),
        ("COM.expressive", 5),
        ("COM.receptive", 3),
        ("COM.english", 2),
        ("LRN.reading", 6),
        ("LRN.writing", 3),
        ("LRN.number", 2),
        ("SEB.regulation", 5),
        ("SEB.worry", 3),
        ("SEB.peers", 2),
        ("SEN.processing", 1),
        ("SEN.hearing", 1),
        ("PHY.fine-motor", 2),
        ("HLT.chronic", 1),
    ),
    "middle": (
        ("LRN.reading", 7),
        ("LRN.writing", 6),
        ("LRN.number", 4),
        ("LRN.memory", 4),
        ("LRN.executive", 4),
        ("LRN.gifted", 1),
        ("COM.fluency", 1),
        ("COM.social", 3),
        ("COM.receptive", 2),
        ("SEB.regulation", 4),
        ("SEB.worry", 4),
        ("SEB.peers", 3),
        ("SEN.processing", 2),
        ("SEN.vision", 1),
        ("WEL.transience", 1),
        ("HLT.fatigue", 1),
    ),
    "senior": (
        ("LRN.reading", 3),
        ("LRN.writing", 4),
        ("LRN.executive", 5),
        ("LRN.number", 2),
        ("LRN.global", 1),
        ("COM.social", 3),
        ("SEB.worry", 5),
        ("SEB.regulation", 3),
        ("SEB.avoidance", 3),
        ("WEL.attendance", 3),
        ("TRN.to-secondary", 2),
        ("PHY.access", 1),
        ("HLT.chronic", 1),
    ),
}
