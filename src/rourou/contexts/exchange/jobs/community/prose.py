"""Sentences for invented learners, written so that whānau would be glad to read them (ux.md §1.3, §1.4).

What gets in the way is said of the moment and the place, never of the child, and always has what helps beside it.
No sentence needs a pronoun. The generator draws from these lists; the hand-told cast has its own words.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pair:
    """What gets in the way, what helps, and the few words that stand first on the register."""

    gets_in_the_way: str
    helps: str
    first: str


STRENGTHS: Final[dict[str, tuple[str, ...]]] = {
    "early": (
        "Builds long roads for the diggers and tells everyone where they go.",
        "Sings on the swing, every verse.",
        "Gives the babies their toys back, gently.",
        "Finds every snail in the garden and puts it somewhere safe.",
        "Laughs first, and then everyone does.",
        "Knows whose bag is whose.",
        "Pours the water without losing a drop.",
        "Listens to the same story five times and hears something new.",
    ),
    "junior": (
        "Draws horses with every leg in the right place.",
        "Looks after the class guinea pig like a nurse.",
        "Knows the names of everybody’s brothers and sisters.",
        "First to help when somebody falls over.",
        "Keeps a beat, and can teach it.",
        "Makes people laugh at just the right time.",
        "Notices when something in the room has changed.",
        "Runs all the way round the field and asks to go again.",
        "Counts everything: steps, birds, biscuits.",
        "Tells long stories about the farm.",
        "Tries again, and again, and then shows somebody else.",
        "Remembers the words of every kapa haka item.",
        "Waters the garden without being asked.",
        "Good at puzzles that take all week.",
    ),
    "middle": (
        "Can fix the projector when nobody else can.",
        "Captains the netball team by being kind.",
        "Knows every bird on the awa by its call.",
        "Draws comics that the whole class waits for.",
        "Asks the question everyone wanted to ask.",
        "Makes new people feel they have been here all year.",
        "Bakes with nan every Sunday and brings some for the class.",
        "Can see how a thing is built by looking at it.",
        "Speaks up when something is not fair.",
        "Plays the ukulele by ear.",
        "Reads maps and never gets lost.",
        "Teaches the little ones to skip.",
        "Explains rugby moves with counters on the desk.",
        "Writes poems on the back of everything.",
        "Knows all there is to know about volcanoes.",
        "Calm with animals, and they come.",
    ),
    "senior": (
        "Runs the lunchtime chess table.",
        "Looks after three younger cousins after school.",
        "Builds bikes out of parts.",
        "Shoots photographs that make people stop.",
        "Leads the haka and knows what each line means.",
        "Sees both sides, and says so.",
        "Cooks for twenty at the marae without fuss.",
        "Learns a song in one evening.",
        "Notices who is sitting alone.",
        "Keeps going on long hikes and carries somebody else’s pack.",
        "Codes small games for friends.",
        "Good with engines, and with the old man who owns them.",
        "Draws plans that could be built from.",
        "Speaks three languages and helps others find words.",
    ),
}

HOPES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "early": (
        ("That school knows what makes our girl or boy laugh before the first day.", "whanau"),
        ("To make one good friend.", "whanau"),
        ("To ask for things without crying first.", "whanau"),
        ("That the words from home are heard here too.", "whanau"),
    ),
    "junior": (
        ("To read the dinosaur book by myself.", "learner"),
        ("To be asked to play.", "learner"),
        ("To go to camp and stay the whole night.", "learner"),
        ("I want to write my name so nobody has to ask.", "learner"),
        ("To do the mihi at assembly.", "learner"),
        ("To come home with a story, not a stomach ache.", "whanau"),
        ("To be known for the good things.", "whanau"),
        ("That mornings are easier for all of us.", "whanau"),
        ("To keep both languages strong.", "whanau"),
    ),
    "middle": (
        ("To be in the robotics team.", "learner"),
        ("To finish a whole book and talk about it.", "learner"),
        ("That people stop finishing my sentences.", "learner"),
        ("To be picked because I am good at it.", "learner"),
        ("To know what is happening before it happens.", "learner"),
        ("To write the stories that are in my head.", "learner"),
        ("That school sees how hard the work is, and how much gets done.", "whanau"),
        ("To walk into Year 7 with a friend.", "whanau"),
        ("To hear good news from school as well.", "whanau"),
        ("That the same plan follows from room to room.", "whanau"),
    ),
    "senior": (
        ("To get my learner licence.", "learner"),
        ("To pass science my way.", "learner"),
        ("To have one teacher who gets it.", "learner"),
        ("To be left alone when I need it, and asked back after.", "learner"),
        ("To work with boats.", "learner"),
        ("To stay at school because there is something worth staying for.", "whanau"),
        ("That somebody rings us before things get big.", "whanau"),
        ("To leave with a plan and a grin.", "whanau"),
    ),
}

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

SEEN: Final = (
    "Stops when it is time to write. Talks about it well when we walk.",
    "Stays by the fence at lunch. Joined in on Tuesday when Ruby asked.",
    "Asks for the instruction again after everyone has begun. A list on the desk helped.",
    "Covers both ears in singing. Fine at the back with the door open.",
    "Quiet since the holidays. Drew for an hour yesterday and told me all of it.",
    "Tired by one o’clock. Mornings are bright.",
    "Reads the pictures and guesses the rest. Loves the story all the same.",
    "Came in late three days this week, and worked hard each time.",
    "Words come out in a hurry and get stuck. Slowed right down with the puppets.",
    "Got up from the mat eleven times. Not once while holding the clipboard.",
)

FIRST_STEPS: Final = (
    "A list on the desk for two weeks, then we look again.",
    "Start the day with a job. Talk again on Friday week.",
    "Hearing check first. Whānau have the form.",
    "Sit by the door for singing. Count how it goes.",
    "A buddy at lunch on Mondays and Wednesdays.",
    "Short turns with the puppets, each day after lunch.",
)

NOTES: Final = (
    ("A good week", "Three mornings in a row started without a word from me."),
    ("Talked with whānau", "By phone, ten minutes. They see the same at home, and have found that a warning helps."),
    ("Tried it in class", "Used the card for two weeks. Asked for it by the Thursday."),
    ("Looked again", "More often than before. We carry on, and drop the sticker chart."),
    ("Something new", "Chose to sit with the group today, and stayed to the end."),
    ("In their own time", "Finished at home, and brought it to show."),
)

GOALS: Final[dict[str, tuple[str, ...]]] = {
    "early": ("To tell the story of the day at home time.", "To play beside two friends all morning."),
    "junior": (
        "To read a book I chose to my nan.",
        "To join a game and stay till the bell.",
        "To write my news by myself.",
    ),
    "middle": (
        "To get started before anyone reminds me.",
        "To read a chapter and say what I think of it.",
        "To say when it is too loud, and go to the quiet place.",
    ),
    "senior": (
        "To hand in one thing a week that I am proud of.",
        "To be here four days out of five.",
        "To ask for help before I walk out.",
    ),
}
