"""What is known of a learner already, as far as the reader reaches it: it goes along and is never typed twice."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rourou.contexts.people import queries as people_queries
from rourou.contexts.register import queries as register_queries
from rourou.foundation.access.call import Call
from rourou.foundation.ui import dates, spoken


@dataclass(frozen=True, slots=True)
class Known:
    """Something that is known already, by whom and since when. Ticked means: still true."""

    key: str
    term: str
    says: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What the register and the roll hold, as far as the reader reaches it, and what a request begins with."""

    known: tuple[Known, ...]
    hope: str
    tried: str


def known_of(call: Call, learner_id: uuid.UUID) -> Held:
    """What is known already goes with the request as it stands; each reads of it what they reach."""
    parts = register_queries.learner_parts(call, learner_id)
    languages = dict.fromkeys(x for row in people_queries.identity(call, learner_id).rows for x in row.languages)
    since = parts.entry.opened_on if parts.entry else None
    said = (
        Known("strengths", _("Strengths"), _lines(s.words for s in parts.strengths), since),
        Known("ways", _("What gets in the way, and what helps"), _lines(_way(w) for w in parts.ways), since),
        Known("voices", _("In their own words"), _lines(_voice(v) for v in parts.voices[:2]), _newest(parts)),
        Known("responses", _("In place now"), _lines(_response(r) for r in parts.responses), None),
        Known("languages", _("Languages"), spoken.languages(languages), None),
    )
    hope = parts.hopes[0].words if parts.hopes else ""
    return Held(tuple(k for k in said if k.says), hope, "; ".join(_response(r) for r in parts.responses))


def _lines(said: Iterable[str]) -> str:
    return "\n".join(filter(None, said))


def _way(way: register_queries.Way) -> str:
    if not way.helps:
        return way.gets_in_the_way
    return _("%(way)s What helps: %(helps)s") % {"way": way.gets_in_the_way, "helps": way.helps}


def _voice(voice: register_queries.VoiceCard) -> str:
    return f"“{voice.words}” ({voice.who})"


def _response(response: register_queries.ResponseCard) -> str:
    if response.starts_on is None:
        return response.what
    return _("%(what)s, since %(day)s") % {"what": response.what.rstrip("."), "day": dates.day(response.starts_on)}


def _newest(parts: register_queries.LearnerParts) -> date | None:
    return max((v.said_on for v in parts.voices), default=None)
