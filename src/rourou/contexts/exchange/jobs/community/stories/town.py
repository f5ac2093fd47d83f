"""Entries of Rimu Street School and Harakeke Road School."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Entry
from rourou.contexts.exchange.jobs.community.stories.parts import hopes, pair, strengths

RIMU: Final = (
    Entry(
        learner="losa",
        setting="rimu_street",
        opened_on=date(2026, 10, 20),
        opened_by="lucy",
        reason="Sieni and Caitlin asked for this together.",
        helps_first="Talk frames, and a friend to start with",
        strengths=strengths("Dances the story before she tells it.", "Shares her lunch first.", by="caitlin"),
        hopes=hopes(("To say my news on Mondays.", "losa"), ("That she likes to talk as much as at home.", "sieni")),
        barriers=(pair("COM.expressive", "Mondays, when everyone has news.", "Three pictures from home to point at."),),
        next_on=date(2026, 12, 1),
        next_what="Look again together",
    ),
    Entry(
        learner="mele",
        setting="rimu_street",
        opened_on=date(2026, 9, 15),
        opened_by="lucy",
        reason="ʻOfa asked at the gate.",
        helps_first="Hear it said, nothing asked",
        strengths=strengths("Laughs at every page of a funny book.", "Remembers where everything lives.", by="caitlin"),
        hopes=hopes(("To tell Nana on the phone.", "mele"), ("That her cousins understand her.", "ofa")),
        barriers=(
            pair(
                "COM.speech-sounds",
                "Long words with people she does not know.",
                "Hear it said well, with nothing asked.",
            ),
        ),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
    Entry(
        learner="harry",
        setting="rimu_street",
        opened_on=date(2026, 9, 22),
        opened_by="lucy",
        reason="Jess and Anaru asked for this together.",
        helps_first="Wait, and let it come",
        strengths=strengths("Knows sheep by their faces.", "Whistles any tune.", by="anaru"),
        hopes=hopes(("To read my speech to the school.", "harry")),
        barriers=(pair("COM.fluency", "Hands up before he has begun.", "Wait, look kind, and let it come."),),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
    Entry(
        learner="jaxon",
        setting="rimu_street",
        opened_on=date(2026, 7, 24),
        opened_by="lucy",
        reason="Shontelle told it once, so that nobody has to ask again.",
        helps_first="A buddy and a named peg",
        strengths=strengths(
            "Makes friends in any playground in a day.",
            "Tells a story better than the book.",
            "Fixes the class go-kart.",
            by="bronwyn",
        ),
        hopes=hopes(
            ("To stay long enough to be in the photo.", "jaxon"), ("That he reads before Year 7.", "shontelle")
        ),
        barriers=(
            pair(
                "LRN.reading",
                "Words that look alike, in books made for younger children.",
                "Books about real things, a card under the line, and time.",
                3,
                "high",
            ),
            pair(
                "WEL.transience", "Three schools in two years.", "The same book, the same buddy, a peg with his name."
            ),
        ),
        next_on=date(2026, 12, 2),
        next_what="Look again together",
    ),
    Entry(
        learner="setu",
        setting="rimu_street",
        opened_on=date(2026, 11, 9),
        opened_by="lucy",
        reason="New here. Whānau told us what helps.",
        helps_first="Tuvaluan first, then Samoan, then English",
        strengths=strengths(
            "Speaks three languages.", "Can weave, and teaches it.", "Fastest over the field.", by="anaru"
        ),
        hopes=hopes(("To understand the jokes.", "setu"), ("That he is called by his own name.", "temukisa")),
        barriers=(
            pair(
                "COM.english", "English all day.", "Key words in Tuvaluan or Samoan first. A friend who has Samoan.", 1
            ),
        ),
        next_on=date(2026, 12, 8),
        next_what="Whānau talk",
    ),
    Entry(
        learner="emma_rimu",
        setting="rimu_street",
        opened_on=date(2026, 8, 12),
        opened_by="lucy",
        reason="Hannah and Anaru asked for this together.",
        helps_first="Blue inhaler within reach",
        strengths=strengths("Swims like a seal.", "Organises the library by colour.", by="anaru"),
        hopes=hopes(("To go on the bush walk.", "emma_rimu")),
        barriers=(
            pair("HLT.chronic", "Cold mornings and running.", "Warm up inside first, blue inhaler in her pocket."),
        ),
        next_on=date(2027, 2, 9),
        next_what="Look again together",
    ),
    Entry(
        learner="charlotte",
        setting="rimu_street",
        opened_on=date(2026, 8, 17),
        opened_by="lucy",
        reason="Moana and Bronwyn asked for this together.",
        helps_first="The first step on a card",
        strengths=strengths("Rides in the show every year.", "Looks after the new entrants.", by="bronwyn"),
        hopes=hopes(("To finish my horse book.", "charlotte"), ("A good start at the Intermediate.", "moana_w")),
        barriers=(
            pair("COM.receptive", "Long instructions.", "The first step on a card, then the next."),
            pair(
                "TRN.to-intermediate",
                "Not knowing who will be in the class.",
                "A walk round in Week 8, with a friend.",
                1,
            ),
        ),
        next_on=date(2026, 12, 3),
        next_what="Visit to the Intermediate",
    ),
    Entry(
        learner="ioane",
        setting="rimu_street",
        opened_on=date(2026, 8, 31),
        opened_by="lucy",
        reason="Fetū asked after the holidays.",
        helps_first="Short, with a sign",
        strengths=strengths("Carries the little ones’ bags.", "Draws every player’s number right.", by="bronwyn"),
        hopes=hopes(("To be the referee.", "ioane")),
        barriers=(
            pair("COM.receptive", "Rules said once, quickly.", "Rules drawn on the ground, then walked through."),
        ),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
)

HARAKEKE: Final = (
    Entry(
        learner="tui",
        setting="harakeke_road",
        opened_on=date(2026, 9, 28),
        opened_by="denise",
        reason="Erena and Josh asked for this together.",
        helps_first="Say back what you heard",
        strengths=strengths("Makes up songs about breakfast.", "Looks out for her brother.", by="stella"),
        hopes=hopes(("To say my name and have people say it back right.", "tui")),
        barriers=(
            pair("COM.speech-sounds", "People who have just met her cannot follow.", "Say back what you heard."),
        ),
        next_on=date(2026, 12, 1),
        next_what="Look again together",
    ),
    Entry(
        learner="kotare",
        setting="harakeke_road",
        opened_on=date(2026, 9, 28),
        opened_by="denise",
        reason="Erena and Josh asked for this together.",
        helps_first="Show me, then tell me",
        strengths=strengths("Digs the best holes.", "Waits for his sister at the gate.", by="josephine"),
        hopes=hopes(("To tell the digger story.", "kotare")),
        barriers=(pair("COM.speech-sounds", "Being asked to say it again.", "Ask to be shown, then say it together."),),
        next_on=date(2026, 12, 1),
        next_what="Look again together",
    ),
    Entry(
        learner="zoe",
        setting="harakeke_road",
        opened_on=date(2026, 7, 28),
        opened_by="denise",
        reason="Zoe wrote to Denise.",
        helps_first="A question worth the time",
        strengths=strengths(
            "Wrote a proof that surprised her teacher.",
            "Plays the cello in the orchard.",
            "Asks the question that opens the topic.",
            by="stella",
        ),
        hopes=hopes(("To work on one thing for a month.", "zoe"), ("That she sleeps on Sunday nights.", "marit")),
        barriers=(
            pair(
                "LRN.gifted", "Doing again what she knows.", "One long question, and somebody to talk it over with.", 2
            ),
            pair("SEB.worry", "Getting it wrong in front of people.", "Drafts that nobody marks.", 2),
        ),
        next_on=date(2026, 12, 8),
        next_what="Visit to the Intermediate",
    ),
    Entry(
        learner="emma_harakeke",
        setting="harakeke_road",
        opened_on=date(2026, 8, 19),
        opened_by="denise",
        reason="Simon and Stella asked for this together.",
        helps_first="Thick pencils, sloped board",
        strengths=strengths("Runs the worm farm.", "Reads to the five-year-olds.", by="stella"),
        hopes=hopes(("To write as fast as I think.", "emma_harakeke")),
        barriers=(pair("PHY.fine-motor", "A page of handwriting.", "Thick pencil, sloped board, half the page."),),
        next_on=date(2027, 2, 16),
        next_what="Look again together",
    ),
    Entry(
        learner="hemi",
        setting="harakeke_road",
        opened_on=date(2026, 3, 2),
        opened_by="denise",
        reason="Rangimārie and Stella asked for this together.",
        status="closed",
        helps_first="A rest when he wants one",
        strengths=strengths("Knew every star by name.", "Made everyone laugh.", by="stella"),
        hopes=hopes(("To see Matariki rise from the hill.", "hemi")),
        barriers=(pair("HLT.fatigue", "Afternoons.", "A rest when he wanted one, with a friend to read to him."),),
        closed_on=date(2026, 8, 6),
        exit_reason="deceased",
    ),
)
