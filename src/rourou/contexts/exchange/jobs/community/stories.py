"""The registers of the hand-told cast: strengths first, then hopes, then what gets in the way beside what helps."""

from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Barrier, Diagnosis, Entry, Hope, Strength


def _pair(
    leaf: str,
    gets_in_the_way: str,
    helps: str,
    tier: int = 2,
    severity: str = "moderate",
    confidence: str = "evidenced",
) -> Barrier:
    return Barrier(
        leaf=leaf, gets_in_the_way=gets_in_the_way, helps=helps, tier=tier, severity=severity, confidence=confidence
    )


def _strengths(*words: str, by: str = "") -> tuple[Strength, ...]:
    return tuple(Strength(words=w, by=by) for w in words)


def _hopes(*pairs: tuple[str, str]) -> tuple[Hope, ...]:
    return tuple(Hope(words=words, whose=whose) for words, whose in pairs)


_MATIPO: Final = (
    Entry(
        learner="manaia",
        setting="matipo_valley",
        opened_on=date(2026, 8, 24),
        opened_by="mere",
        reason="Hana, Jo and Manaia asked for this together.",
        helps_first="A turn that is hers, and time",
        strengths=_strengths(
            "Remembers every waiata after hearing it once.",
            "Notices who is left out, and goes to them.",
            "Knows the awa: the eels, the stones, where to stand.",
            by="jo",
        ),
        hopes=_hopes(
            ("To tell the class about the eels by myself.", "manaia"), ("That she is heard the first time.", "hana")
        ),
        barriers=(
            _pair(
                "COM.social",
                "Fast group talk. By the time she has the words, the turn has gone.",
                "A talking stone. Ten quiet seconds before anyone answers.",
            ),
            _pair(
                "SEN.processing",
                "Mat time beside the heat pump. She misses the ends of words.",
                "Front left of the mat, heat pump off for stories.",
                1,
                "mild",
            ),
            _pair(
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
        strengths=_strengths(
            "Can strip a bike and put it back before lunch.",
            "Leads the class haka and looks after the back row.",
            "Explains how things work with his hands.",
            by="ms_lee",
        ),
        hopes=_hopes(
            ("To read the workshop manual myself.", "kahurangi"),
            ("That he is asked what he knows, not only what he missed.", "turei"),
        ),
        barriers=(
            _pair(
                "COM.receptive",
                "Long talk with no picture. The first part stays and the rest slides off.",
                "One instruction at a time, and something to look at.",
            ),
            _pair("LRN.reading", "Pages of small print.", "The same words with a diagram, read with a friend."),
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
        strengths=_strengths(
            "Built a bridge from paper that held the whole class’s books.",
            "Tells a joke so well that he has to stop for the laughing.",
            by="mr_tama",
        ),
        hopes=_hopes(("To write down what I build so somebody else could build it.", "finn")),
        barriers=(
            _pair(
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
        strengths=_strengths(
            "Sings harmony without being shown.",
            "Counts in two languages and checks one with the other.",
            "Reads faces and brings the right toy.",
            by="leilani",
        ),
        hopes=_hopes(
            ("To tell Mum’s story about the whale at school.", "salote"),
            ("That both her languages grow.", "mele_taufa"),
        ),
        barriers=(
            _pair(
                "COM.english",
                "New words that come only in English.",
                "The story in lea faka-Tonga at home first, then English at school.",
                1,
                "mild",
            ),
            _pair(
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
        strengths=_strengths(
            "Knows everybody’s whakapapa in the class.",
            "Can hear a car and say whose it is.",
            "Kind to anyone smaller.",
            by="jo",
        ),
        hopes=_hopes(
            ("To be the one who opens the hall door.", "te_ariki"), ("That moving day to day gets easier.", "kararaina")
        ),
        barriers=(
            _pair(
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
        strengths=_strengths(
            "Writes stories with three twists in them.",
            "Finds the pattern in anything.",
            "Speaks to the whole assembly without notes.",
            by="heni",
        ),
        hopes=_hopes(
            ("To read the same book as everyone at the same time.", "priya"),
            ("That she asks when she cannot see.", "lakshmi"),
        ),
        barriers=(
            _pair(
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
        strengths=_strengths(
            "Builds towns out of blocks with a place for everyone.",
            "Tells Harriet when somebody is sad.",
            by="harriet",
        ),
        hopes=_hopes(("To say good morning first.", "oliver"), ("That he comes in smiling.", "kate_bennett")),
        barriers=(
            _pair("SEB.worry", "The busy ten minutes at the start.", "In through the side door, blocks first."),
            _pair(
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
        strengths=_strengths(
            "Leads the Samoan group at church and at school.",
            "Makes shy people brave.",
            by="mr_tama",
        ),
        hopes=_hopes(("To MC the end-of-year concert.", "lupe"), ("That nobody hurries her.", "tala")),
        barriers=(
            _pair(
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
        strengths=_strengths(
            "Knows the timetable of every train in Korea.",
            "Draws to scale, without a ruler.",
            "Teaches Ms Lee one word of Korean a day.",
            by="ms_lee",
        ),
        hopes=_hopes(("To know before things change.", "min_jun"), ("To have one good friend.", "soo_jin")),
        barriers=(
            _pair("LRN.executive", "Changes nobody mentioned.", "A plan on the desk, and a card that says change."),
            _pair("COM.social", "Jokes in the middle of work.", "Say plainly what is meant.", 1, "mild"),
        ),
        next_on=date(2026, 12, 8),
        next_what="Review",
    ),
)

_RIMU: Final = (
    Entry(
        learner="losa",
        setting="rimu_street",
        opened_on=date(2026, 10, 20),
        opened_by="lucy",
        reason="Sieni and Caitlin asked for this together.",
        helps_first="Talk frames, and a friend to start with",
        strengths=_strengths("Dances the story before she tells it.", "Shares her lunch first.", by="caitlin"),
        hopes=_hopes(("To say my news on Mondays.", "losa"), ("That she likes to talk as much as at home.", "sieni")),
        barriers=(
            _pair("COM.expressive", "Mondays, when everyone has news.", "Three pictures from home to point at."),
        ),
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
        strengths=_strengths(
            "Laughs at every page of a funny book.", "Remembers where everything lives.", by="caitlin"
        ),
        hopes=_hopes(("To tell Nana on the phone.", "mele"), ("That her cousins understand her.", "ofa")),
        barriers=(
            _pair(
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
        strengths=_strengths("Knows sheep by their faces.", "Whistles any tune.", by="anaru"),
        hopes=_hopes(("To read my speech to the school.", "harry")),
        barriers=(_pair("COM.fluency", "Hands up before he has begun.", "Wait, look kind, and let it come."),),
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
        strengths=_strengths(
            "Makes friends in any playground in a day.",
            "Tells a story better than the book.",
            "Fixes the class go-kart.",
            by="bronwyn",
        ),
        hopes=_hopes(
            ("To stay long enough to be in the photo.", "jaxon"), ("That he reads before Year 7.", "shontelle")
        ),
        barriers=(
            _pair(
                "LRN.reading",
                "Words that look alike, in books made for younger children.",
                "Books about real things, a card under the line, and time.",
                3,
                "high",
            ),
            _pair(
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
        strengths=_strengths(
            "Speaks three languages.", "Can weave, and teaches it.", "Fastest over the field.", by="anaru"
        ),
        hopes=_hopes(("To understand the jokes.", "setu"), ("That he is called by his own name.", "temukisa")),
        barriers=(
            _pair(
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
        strengths=_strengths("Swims like a seal.", "Organises the library by colour.", by="anaru"),
        hopes=_hopes(("To go on the bush walk.", "emma_rimu")),
        barriers=(
            _pair("HLT.chronic", "Cold mornings and running.", "Warm up inside first, blue inhaler in her pocket."),
        ),
        next_on=date(2027, 2, 9),
        next_what="Look again together",
    ),
    Entry(
        learner="charlotte",
        setting="rimu_street",
        opened_on=date(2026, 10, 27),
        opened_by="lucy",
        reason="Moana and Bronwyn asked for this together.",
        helps_first="The first step on a card",
        strengths=_strengths("Rides in the show every year.", "Looks after the new entrants.", by="bronwyn"),
        hopes=_hopes(("To finish my horse book.", "charlotte"), ("A good start at the Intermediate.", "moana_w")),
        barriers=(
            _pair("COM.receptive", "Long instructions.", "The first step on a card, then the next."),
            _pair(
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
        strengths=_strengths("Carries the little ones’ bags.", "Draws every player’s number right.", by="bronwyn"),
        hopes=_hopes(("To be the referee.", "ioane")),
        barriers=(
            _pair("COM.receptive", "Rules said once, quickly.", "Rules drawn on the ground, then walked through."),
        ),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
)

_HARAKEKE: Final = (
    Entry(
        learner="tui",
        setting="harakeke_road",
        opened_on=date(2026, 9, 28),
        opened_by="denise",
        reason="Erena and Josh asked for this together.",
        helps_first="Say back what you heard",
        strengths=_strengths("Makes up songs about breakfast.", "Looks out for her brother.", by="stella"),
        hopes=_hopes(("To say my name and have people say it back right.", "tui")),
        barriers=(
            _pair("COM.speech-sounds", "People who have just met her cannot follow.", "Say back what you heard."),
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
        strengths=_strengths("Digs the best holes.", "Waits for his sister at the gate.", by="josephine"),
        hopes=_hopes(("To tell the digger story.", "kotare")),
        barriers=(
            _pair("COM.speech-sounds", "Being asked to say it again.", "Ask to be shown, then say it together."),
        ),
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
        strengths=_strengths(
            "Wrote a proof that surprised her teacher.",
            "Plays the cello in the orchard.",
            "Asks the question that opens the topic.",
            by="stella",
        ),
        hopes=_hopes(("To work on one thing for a month.", "zoe"), ("That she sleeps on Sunday nights.", "marit")),
        barriers=(
            _pair(
                "LRN.gifted", "Doing again what she knows.", "One long question, and somebody to talk it over with.", 2
            ),
            _pair("SEB.worry", "Getting it wrong in front of people.", "Drafts that nobody marks.", 2),
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
        strengths=_strengths("Runs the worm farm.", "Reads to the five-year-olds.", by="stella"),
        hopes=_hopes(("To write as fast as I think.", "emma_harakeke")),
        barriers=(_pair("PHY.fine-motor", "A page of handwriting.", "Thick pencil, sloped board, half the page."),),
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
        strengths=_strengths("Knew every star by name.", "Made everyone laugh.", by="stella"),
        hopes=_hopes(("To see Matariki rise from the hill.", "hemi")),
        barriers=(_pair("HLT.fatigue", "Afternoons.", "A rest when he wanted one, with a friend to read to him."),),
        closed_on=date(2026, 8, 2),
        exit_reason="deceased",
    ),
)

_ELSEWHERE: Final = (
    Entry(
        learner="tane",
        setting="kohanga",
        opened_on=date(2026, 7, 27),
        opened_by="pare",
        reason="Nā te whānau te tono. The whānau asked.",
        helps_first="Te reo Māori first, face to face, hands too",
        strengths=_strengths(
            "Signs and speaks in one sentence.",
            "Leads the karakia for kai.",
            "Finds the others when they hide.",
            by="pare",
        ),
        hopes=_hopes(("Kia rongo ia i ngā waiata katoa.", "hinewai"), ("That the kura signs too.", "nan_huhana")),
        barriers=(
            _pair(
                "SEN.hearing",
                "Voices from behind, and a noisy room.",
                "Face to face, one at a time, hearing aids checked each morning.",
                3,
                "high",
                "diagnosed",
            ),
            _pair("TRN.to-school", "A new place with new voices.", "Four visits before February, with Mārama.", 2),
        ),
        diagnoses=(
            Diagnosis(name="Hearing loss in both ears", status="confirmed", by="Audiology", on=date(2025, 5, 8)),
        ),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
    Entry(
        learner="isla",
        setting="rimu_kindergarten",
        opened_on=date(2026, 8, 3),
        opened_by="sandra",
        reason="Fiona and Sandra asked for this together.",
        helps_first="A quiet corner and a job",
        strengths=_strengths("Looks after the worm farm.", "Knows every puzzle upside down.", by="ngaio"),
        hopes=_hopes(("To have a peg with a picture of a tūī.", "isla"), ("A first day that is short.", "fiona")),
        barriers=(
            _pair(
                "SEN.processing",
                "The end of the morning, when everybody sings.",
                "The quiet corner, with the door open.",
            ),
            _pair("TRN.to-school", "Bells.", "Pictures of the day, and four visits.", 1, "mild"),
        ),
        next_on=date(2026, 12, 1),
        next_what="First visit to Matipo Valley School",
    ),
    Entry(
        learner="amelia",
        setting="totara_satellite",
        opened_on=date(2026, 7, 20),
        opened_by="philippa",
        reason="Carried on from last year with her whānau.",
        helps_first="Time to choose with her eyes",
        strengths=_strengths("Picks the best book every time.", "Her laugh starts everyone.", by="philippa"),
        hopes=_hopes(("More.", "amelia"), ("Friends who come to her birthday.", "rebecca")),
        barriers=(
            _pair(
                "COM.aac",
                "Questions with no time to answer.",
                "Two pictures, ten seconds, watch her eyes.",
                3,
                "very_high",
            ),
            _pair("PHY.access", "Wet grass and steps.", "The long path, and friends who take it too.", 3, "very_high"),
            _pair(
                "PHY.self-care", "Kai in a hurry.", "Kai with Philippa, twenty minutes, one spoon at a time.", 3, "high"
            ),
        ),
        diagnoses=(Diagnosis(name="Cerebral palsy", status="confirmed", by="Paediatrician", on=date(2019, 4, 2)),),
        next_on=date(2026, 12, 9),
        next_what="Chair fitting",
    ),
    Entry(
        learner="aria",
        setting="intermediate",
        opened_on=date(2026, 7, 21),
        opened_by="kerry",
        reason="June and Kerry agreed to plan together.",
        helps_first="One person to go to",
        strengths=_strengths("Paints skies.", "Keeps a promise.", by="kerry"),
        hopes=_hopes(("To be asked to the art room at lunch.", "aria"), ("A year with no moves.", "nan_june")),
        barriers=(
            _pair("SEB.regulation", "Surprises, and doors that bang.", "One person to go to, and a card to show."),
            _pair("WEL.care", "What has happened before, and who knows of it.", "Kept by two people here.", 3, "high"),
        ),
        next_on=date(2026, 12, 3),
        next_what="Look again together",
    ),
    Entry(
        learner="kauri",
        setting="intermediate",
        opened_on=date(2026, 7, 22),
        opened_by="kerry",
        priority="high",
        reason="Ngāhuia asked for everyone in one room.",
        helps_first="A walk, then talk",
        strengths=_strengths(
            "Dives for kina with his uncle and feeds the whole street.",
            "Protects anyone who is picked on.",
            "Carves.",
            by="mr_rakete",
        ),
        hopes=_hopes(
            ("To be at school for the whole week.", "kauri"),
            ("That somebody rings before it is too late to help.", "ngahuia"),
        ),
        barriers=(
            _pair(
                "SEB.harm", "Being shouted at across a room.", "A quiet word, a walk with Matua, then talk.", 3, "high"
            ),
            _pair("LRN.reading", "Reading aloud.", "Reading the carving book with Mr Rākete.", 2),
        ),
        next_on=date(2026, 12, 1),
        next_what="Everyone in one room",
    ),
    Entry(
        learner="dylan",
        setting="college",
        opened_on=date(2026, 8, 6),
        opened_by="siobhan",
        reason="Shane rang the school.",
        helps_first="Start in the workshop",
        strengths=_strengths("Rebuilt a motorbike.", "Never late for work at the yard.", by="fraser"),
        hopes=_hopes(("To do mechanics two days a week.", "dylan"), ("That he finishes something he starts.", "shane")),
        barriers=(
            _pair(
                "WEL.attendance",
                "The bus, and the first period.",
                "Start in the workshop at ten, lift on Mondays.",
                3,
                "high",
            ),
            _pair("SEB.worry", "Rooms full of people.", "Two people he knows, and a seat by the door."),
        ),
        next_on=date(2026, 12, 4),
        next_what="Colleen and Shane, at home",
    ),
    Entry(
        learner="isabella",
        setting="college",
        opened_on=date(2026, 8, 20),
        opened_by="siobhan",
        reason="Bella asked the dean.",
        helps_first="Know what Monday holds",
        strengths=_strengths("Runs the debating team.", "Remembers everyone’s birthday.", by="fraser"),
        hopes=_hopes(("To decide some things myself.", "isabella")),
        barriers=(_pair("SEB.worry", "Sunday nights.", "A message that says what Monday holds."),),
        next_on=date(2026, 12, 2),
        next_what="Talk with Bella",
    ),
    Entry(
        learner="wiki",
        setting="college",
        opened_on=date(2026, 7, 23),
        opened_by="siobhan",
        reason="Wiki asked, and decides.",
        helps_first="One form at a time",
        strengths=_strengths("Leads the kapa haka.", "Wants to nurse, and already does.", by="meera"),
        hopes=_hopes(("To train as a nurse and come home.", "wiki")),
        barriers=(
            _pair("TRN.post-school", "So many forms about next year.", "One form at a time, with Meera.", 3),
            _pair("LRN.executive", "Long assignments.", "The first step on a card, and a date.", 2),
        ),
        next_on=date(2026, 12, 8),
        next_what="Visit to the polytechnic",
    ),
    Entry(
        learner="hugo",
        setting="fernbrook",
        opened_on=date(2026, 9, 2),
        opened_by="verity",
        reason="Annabel and Verity asked for this together.",
        helps_first="Tell it, then write it",
        strengths=_strengths("Explains the stars.", "Kind to new boys.", by="verity"),
        hopes=_hopes(("To write a whole page.", "hugo")),
        barriers=(_pair("LRN.writing", "Long writing.", "Telling it first, then writing three words of it."),),
        next_on=date(2026, 12, 10),
        next_what="First session",
    ),
    Entry(
        learner="ethan",
        setting="waikowhai_area",
        opened_on=date(2026, 9, 9),
        opened_by="pauline",
        reason="Leanne and Tūī asked for this together.",
        helps_first="Say what is meant",
        strengths=_strengths("Reads the sea better than the forecast.", "Cooks crayfish for forty.", by="tui_matenga"),
        hopes=_hopes(
            ("To talk to the new kids without my mate.", "ethan"), ("A therapist who will drive here.", "leanne")
        ),
        barriers=(
            _pair(
                "COM.social",
                "Groups where everyone knows the joke.",
                "Say plainly what is meant. Start with one person.",
            ),
            _pair("COM.receptive", "Long talk after lunch.", "Short talk, with a sketch."),
        ),
        next_on=date(2026, 11, 26),
        next_what="Hui",
    ),
    Entry(
        learner="rongomai",
        setting="te_awa_tuna",
        opened_on=date(2026, 8, 27),
        opened_by="wiremu",
        reason="Nā te whānau me te kura. Whānau and kura together.",
        helps_first="Kōrero first, then write",
        strengths=_strengths("He ringa raupā ki te māra.", "Speaks on the paepae of the teina.", by="wiremu"),
        hopes=_hopes(("Kia tuhi pukapuka au.", "rongomai"), ("That help comes in te reo.", "ataahua")),
        barriers=(_pair("LRN.writing", "Writing before talking.", "Kōrero first, with Matua, then write.", 2),),
        next_on=date(2026, 12, 4),
        next_what="Whānau talk",
    ),
)

ENTRIES: Final = _MATIPO + _RIMU + _HARAKEKE + _ELSEWHERE
