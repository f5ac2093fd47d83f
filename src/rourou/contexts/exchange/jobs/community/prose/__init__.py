"""Sentences for invented learners, written so that whānau would be glad to read them (ux.md §1.3, §1.4).

What gets in the way is said of the moment and the place, never of the child, and always has what helps beside it.
No sentence needs a pronoun. The generator draws from these lists; the hand-told cast has its own words.
"""

from typing import Final

from rourou.contexts.exchange.jobs.community.prose.pairs import LEAVES, PAIRS, Pair

__all__ = ["FIRST_STEPS", "GOALS", "HOPES", "LEAVES", "NOTES", "PAIRS", "SEEN", "STRENGTHS", "Pair"]

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
