"""Entries of Matipo Valley School."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Diagnosis, Entry
from rourou.contexts.exchange.jobs.community.stories.parts import hopes, pair, strengths

MATIPO: Final = (
    Entry(
        learner="manaia",
        setting="matipo_valley",
        opened_on=date(2026, 8, 24),
        opened_by="mere",
        reason="Hana, Jo and Manaia asked for this together.",
        helps_first="A turn that is hers, and time",
        strengths=strengths(
            "Remembers every waiata after hearing it once.",
            "Notices who is left out, and goes to them.",
            "Knows the awa: the eels, the stones, where to stand.",
            by="jo",
        ),
        hopes=hopes(
            ("To tell the class about the eels by myself.", "manaia"), ("That she is heard the first time.", "hana")
        ),
        barriers=(
            pair(
                "COM.social",
                "Fast group talk. By the time she has the words, the turn has gone.",
                "A talking stone. Ten quiet seconds before anyone answers.",
            ),
            pair(
                "SEN.processing",
                "Mat time beside the heat pump. She misses the ends of words.",
                "Front left of the mat, heat pump off for stories.",
                1,
                "mild",
            ),
            pair(
                "COM.expressive",
                "Being asked to say it again in front of people.",
                "Say back what you heard. She will fix it.",
            ),
        ),
        next_on=date(2026, 12, 4),
        next_what="Review",
    ),
    Entry(
        learner="kahurangi",
        setting="matipo_valley",
        opened_on=date(2026, 7, 27),
        opened_by="mere",
        reason="Tūrei and Ms Lee asked for this together.",
        helps_first="Instructions one at a time",
        strengths=strengths(
            "Can strip a bike and put it back before lunch.",
            "Leads the class haka and looks after the back row.",
            "Explains how things work with his hands.",
            by="ms_lee",
        ),
        hopes=hopes(
            ("To read the workshop manual myself.", "kahurangi"),
            ("That he is asked what he knows, not only what he missed.", "turei"),
        ),
        barriers=(
            pair(
                "COM.receptive",
                "Long talk with no picture. The first part stays and the rest slides off.",
                "One instruction at a time, and something to look at.",
            ),
            pair("LRN.reading", "Pages of small print.", "The same words with a diagram, read with a friend."),
        ),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
    Entry(
        learner="finn",
        setting="matipo_valley",
        opened_on=date(2026, 11, 11),
        opened_by="mere",
        reason="Mr Tama and Deirdre have both seen it.",
        helps_first="Building it before writing it",
        strengths=strengths(
            "Built a bridge from paper that held the whole class’s books.",
            "Tells a joke so well that he has to stop for the laughing.",
            by="mr_tama",
        ),
        hopes=hopes(("To write down what I build so somebody else could build it.", "finn")),
        barriers=(
            pair(
                "LRN.writing",
                "A blank page, with everyone else’s pencils going.",
                "Building it first. Then three labels. Then a sentence.",
                confidence="concern",
            ),
        ),
        next_on=date(2026, 12, 2),
        next_what="Two teachers still to reply",
    ),
    Entry(
        learner="salote",
        setting="matipo_valley",
        opened_on=date(2026, 10, 19),
        opened_by="mere",
        reason="Mele asked Leilani, and Leilani asked Mere.",
        helps_first="Lea faka-Tonga first, then English",
        strengths=strengths(
            "Sings harmony without being shown.",
            "Counts in two languages and checks one with the other.",
            "Reads faces and brings the right toy.",
            by="leilani",
        ),
        hopes=hopes(
            ("To tell Mum’s story about the whale at school.", "salote"),
            ("That both her languages grow.", "mele_taufa"),
        ),
        barriers=(
            pair(
                "COM.english",
                "New words that come only in English.",
                "The story in lea faka-Tonga at home first, then English at school.",
                1,
                "mild",
            ),
            pair(
                "COM.expressive",
                "Being asked on the spot.",
                "Telling a friend first, then the group.",
                confidence="concern",
            ),
        ),
        next_on=date(2026, 12, 3),
        next_what="Whānau hui",
    ),
    Entry(
        learner="te_ariki",
        setting="matipo_valley",
        opened_on=date(2026, 8, 10),
        opened_by="mere",
        reason="Kararaina, Blair and Jo agreed to plan together.",
        helps_first="A cousin beside him on the move",
        strengths=strengths(
            "Knows everybody’s whakapapa in the class.",
            "Can hear a car and say whose it is.",
            "Kind to anyone smaller.",
            by="jo",
        ),
        hopes=hopes(
            ("To be the one who opens the hall door.", "te_ariki"), ("That moving day to day gets easier.", "kararaina")
        ),
        barriers=(
            pair(
                "SEB.regulation",
                "The move from mat to desks, when everybody goes at once.",
                "A cousin beside him, and a job to carry.",
            ),
        ),
        next_on=date(2026, 11, 24),
        next_what="Whānau talk",
    ),
    Entry(
        learner="priya",
        setting="matipo_valley",
        opened_on=date(2026, 7, 22),
        opened_by="mere",
        reason="Lakshmi brought a letter from the eye clinic.",
        helps_first="Large print, seat near the board",
        strengths=strengths(
            "Writes stories with three twists in them.",
            "Finds the pattern in anything.",
            "Speaks to the whole assembly without notes.",
            by="heni",
        ),
        hopes=hopes(
            ("To read the same book as everyone at the same time.", "priya"),
            ("That she asks when she cannot see.", "lakshmi"),
        ),
        barriers=(
            pair(
                "SEN.vision",
                "Small print, and sun on the screen.",
                "Large print the day before, seat near the board, blind half down.",
                2,
                "moderate",
                "diagnosed",
            ),
        ),
        diagnoses=(Diagnosis(name="Low vision", status="confirmed", by="Eye clinic", on=date(2026, 6, 30)),),
        next_on=date(2026, 12, 11),
        next_what="Sharing ends",
    ),
    Entry(
        learner="oliver",
        setting="matipo_valley",
        opened_on=date(2026, 7, 30),
        opened_by="mere",
        reason="Kate and Harriet asked for this together.",
        helps_first="Quiet start, then join in",
        strengths=strengths(
            "Builds towns out of blocks with a place for everyone.",
            "Tells Harriet when somebody is sad.",
            by="harriet",
        ),
        hopes=hopes(("To say good morning first.", "oliver"), ("That he comes in smiling.", "kate_bennett")),
        barriers=(
            pair("SEB.worry", "The busy ten minutes at the start.", "In through the side door, blocks first."),
            pair(
                "COM.speech-sounds",
                "People who have just met him cannot follow every word.",
                "Say back what you heard, and let him show you.",
            ),
        ),
        next_on=date(2026, 11, 12),
        next_what="Review",
    ),
    Entry(
        learner="lupe",
        setting="matipo_valley",
        opened_on=date(2026, 8, 5),
        opened_by="mere",
        reason="Lupe asked Mr Tama herself.",
        helps_first="Singing it, then saying it",
        strengths=strengths(
            "Leads the Samoan group at church and at school.",
            "Makes shy people brave.",
            by="mr_tama",
        ),
        hopes=hopes(("To MC the end-of-year concert.", "lupe"), ("That nobody hurries her.", "tala")),
        barriers=(
            pair(
                "COM.fluency",
                "Being helped with the word.",
                "Waiting. Singing it first, then saying it.",
            ),
        ),
        next_on=date(2026, 12, 7),
        next_what="Review",
    ),
    Entry(
        learner="min_jun",
        setting="matipo_valley",
        opened_on=date(2026, 8, 17),
        opened_by="mere",
        reason="Soo-jin and Ms Lee asked for this together.",
        helps_first="A plan on the desk for the day",
        strengths=strengths(
            "Knows the timetable of every train in Korea.",
            "Draws to scale, without a ruler.",
            "Teaches Ms Lee one word of Korean a day.",
            by="ms_lee",
        ),
        hopes=hopes(("To know before things change.", "min_jun"), ("To have one good friend.", "soo_jin")),
        barriers=(
            pair("LRN.executive", "Changes nobody mentioned.", "A plan on the desk, and a card that says change."),
            pair("COM.social", "Jokes in the middle of work.", "Say plainly what is meant.", 1, "mild"),
        ),
        next_on=date(2026, 12, 8),
        next_what="Review",
    ),
)
