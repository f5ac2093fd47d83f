"""A learner about whom everything that a page gathers has been said, through the commands that say it in life."""

import datetime
import uuid

from rourou.contexts.people import queries as people
from rourou.contexts.plans import commands as plans
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import (
    NewConcern,
    NewEntry,
    NewNeed,
    NewNote,
    NewPromise,
    NewStrength,
    NewVoice,
    Speaker,
    StrengthKind,
    VoiceForm,
    WhanauHeard,
)
from tests.cast import Cast, Member

WAY, HELP = "Fast group talk.", "A talking stone."
STRENGTH, HOPE = "Remembers every waiata.", "That she is heard the first time."
VOICE, NOTE, PROMISE = "I like feeding the eels.", "Told two friends the whole story", "Ring with the test results"
DOING = (NewAction("Jo", "Talking stone at mat time.", "Each day"),)
GOAL = "Tell the class about the eels by myself."


def today(cast: Cast) -> datetime.date:
    return people.today(cast.mere.call()).day


def told(cast: Cast, learner: uuid.UUID, adult: Member | None = None, *, by: Member | None = None) -> uuid.UUID:
    """An entry, their own words, a note, a promise, a plan with a goal: all in the custody of one setting."""
    author = by or cast.mere
    day = today(cast)
    register.open_entry(
        author.call(),
        learner,
        NewEntry(
            reason="She waits to be asked.",
            next_on=day + datetime.timedelta(days=3),
            next_what="Talk at the gate",
            strengths=(NewStrength(STRENGTH), NewStrength(HOPE, StrengthKind.HOPE, "Hana, her mum")),
            needs=(NewNeed("COM.social", WAY, HELP),),
        ),
    )
    register.add_voice(
        author.call(), learner, NewVoice(VOICE, Speaker.LEARNER, "Manaia", VoiceForm.DRAWN, told_to="Mere")
    )
    register.add_note(author.call(), learner, NewNote("Nobody prompted her.", NOTE))
    promised = NewPromise(PROMISE, day, "Hana", to_user=adult.user.id if adult else None)
    register.add_note(author.call(), learner, NewNote("She asked how it went.", promise=promised))
    goal = NewGoal(GOAL, "Manaia", steps=("Shows the drawing", "Tells two friends"), now=2, actions=DOING)
    later = day + datetime.timedelta(days=10)
    plans.save_plan(author.call(), learner, NewPlan(later, status=PlanStatus.IN_PLACE, goals=(goal,)))
    return learner


def worried(cast: Cast, learner: uuid.UUID) -> None:
    """The teacher raises a concern that nobody has answered."""
    register.raise_concern(
        cast.jo.call(), NewConcern("Goes quiet when it is her turn.", WhanauHeard.YES, learner_id=learner)
    )
