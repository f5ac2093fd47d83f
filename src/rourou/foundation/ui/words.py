"""The words of the product: every status there is, and the words that are never used.

A status word is the only text that may stand in a tag (ux.md §6.7). Colour marks tasks and papers, never people.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


class Tint(Enum):
    """The tint of a tag. Red is for clocks and overdue papers only."""

    GREY = ""
    BLUE = "tag-blue"
    PURPLE = "tag-purple"
    AMBER = "tag-amber"
    RED = "tag-red"
    GREEN = "tag-green"
    TEAL = "tag-teal"


@dataclass(frozen=True, slots=True)
class Tag:
    """A status, finished: what `{% tag %}` draws."""

    text: str
    css: str = ""
    mark: str = ""


def _t(words: str, tint: Tint = Tint.GREY, whanau: str = "", mark: str = "") -> tuple[str, Tint, str, str]:
    return words, tint, whanau or words, mark


class StatusWord(Enum):
    """Every word a tag may hold: (thing, staff words, tint, whānau words, mark). `%(…)s` are the slots."""

    CONCERN_NEW = ("concern", *_t(_("New"), Tint.BLUE, _("We’ve heard you")))
    CONCERN_WITH = ("concern", *_t(_("With %(name)s"), Tint.BLUE, _("%(name)s is looking")))
    CONCERN_WAITING = ("concern", *_t(_("Waiting on someone"), Tint.PURPLE, _("We’re waiting on someone")))
    CONCERN_FIRST_STEP = ("concern", *_t(_("First step chosen"), Tint.GREEN, _("Here’s what we’ll try")))
    CONCERN_CLOSED = ("concern", *_t(_("Closed"), Tint.GREY, _("Finished for now")))

    SHARING_NOT_ASKED = ("sharing", *_t(_("Not asked"), Tint.GREY, _("We have not asked you yet")))
    SHARING_SPOKEN = ("sharing", *_t(_("Spoken yes, to confirm"), Tint.AMBER, _("You said yes. We still confirm it")))
    SHARING_YES = ("sharing", *_t(_("Yes until %(date)s"), Tint.GREEN, _("You said yes, until %(date)s")))
    SHARING_NO = ("sharing", *_t(_("No"), Tint.GREY, _("You said no")))
    SHARING_STOPPED = ("sharing", *_t(_("Stopped %(date)s"), Tint.GREY, _("You stopped this on %(date)s")))
    SHARING_ENDS_SOON = ("sharing", *_t(_("Ends soon"), Tint.AMBER, _("Your yes ends soon")))
    SHARING_NOT_NOW = ("sharing", *_t(_("Not shared at the moment"), Tint.GREY, _("Not shared at the moment")))

    PLAN_DRAFT = ("plan", *_t(_("Draft together"), Tint.BLUE, _("We’re writing this together")))
    PLAN_IN_PLACE = ("plan", *_t(_("In place"), Tint.GREEN, _("This is happening")))
    PLAN_REVIEW_DUE = ("plan", *_t(_("Review due"), Tint.AMBER, _("Time to look again")))
    PLAN_REVIEW_OVERDUE = ("plan", *_t(_("Review overdue"), Tint.RED, _("Time to look again")))
    PLAN_ENDED = ("plan", *_t(_("Ended"), Tint.GREY, _("Finished")))

    REQUEST_WRITING = ("request", *_t(_("Being written"), Tint.GREY, _("Being written")))
    REQUEST_SENT = ("request", *_t(_("Sent"), Tint.GREY, _("Asked")))
    REQUEST_KNOW_MORE = ("request", *_t(_("Need to know more"), Tint.PURPLE, _("They need to know more")))
    REQUEST_WAITING = ("request", *_t(_("Waiting for hours"), Tint.GREY, _("Waiting for hours")))
    REQUEST_AT_HUI = ("request", *_t(_("At the hui %(date)s"), Tint.GREY, _("Will be talked about on %(date)s")))
    REQUEST_PLACED = ("request", *_t(_("Placed"), Tint.GREEN, _("A person is found")))
    REQUEST_STARTED = ("request", *_t(_("Started"), Tint.GREEN, _("Support has started")))
    REQUEST_IN_CLASS = ("request", *_t(_("Try in class first"), Tint.GREY, _("We try this in class first")))
    REQUEST_ELSEWHERE = ("request", *_t(_("Asked elsewhere"), Tint.PURPLE, _("We asked someone else to help")))
    REQUEST_NOT_NOW = ("request", *_t(_("Not now"), Tint.GREY, _("Not now")))
    REQUEST_WITHDRAWN = ("request", *_t(_("Withdrawn"), Tint.GREY, _("You took this back")))
    REQUEST_PAUSED = ("request", *_t(_("Paused"), Tint.AMBER, _("Paused")))
    REQUEST_MOVING = ("request", *_t(_("Moving"), Tint.GREY, _("Moving")))
    REQUEST_FINISHED = ("request", *_t(_("Finished"), Tint.GREY, _("Finished")))

    ENTRY_OPEN = ("register", *_t(_("Open"), Tint.GREEN))
    ENTRY_WATCHING = ("register", *_t(_("Watching"), Tint.BLUE))
    ENTRY_CLOSED = ("register", *_t(_("Closed %(date)s"), Tint.GREY))

    PROTOCOL_DRAFT = ("protocol", *_t(_("Draft"), Tint.BLUE))
    PROTOCOL_SIGNING = ("protocol", *_t(_("Being signed"), Tint.AMBER))
    PROTOCOL_IN_FORCE = ("protocol", *_t(_("In force"), Tint.GREEN))
    PROTOCOL_REPLACED = ("protocol", *_t(_("Replaced"), Tint.GREY))

    ROUND_OPEN = ("round", *_t(_("Open"), Tint.BLUE))
    ROUND_SUGGESTED = ("round", *_t(_("Suggested"), Tint.BLUE))
    ROUND_AT_HUI = ("round", *_t(_("At the hui"), Tint.GREY))
    ROUND_AGREED = ("round", *_t(_("Agreed"), Tint.GREEN))

    MINUTES_DRAFT = ("minutes", *_t(_("Draft"), Tint.BLUE))
    MINUTES_CONFIRMED = ("minutes", *_t(_("Confirmed"), Tint.GREEN))

    IMPORT_CHECKED = ("import", *_t(_("Checked"), Tint.BLUE))
    IMPORT_LOADED = ("import", *_t(_("Loaded"), Tint.GREEN))
    IMPORT_UNDONE = ("import", *_t(_("Undone"), Tint.GREY))

    SUPPORT_PLANNED = ("support", *_t(_("Planned"), Tint.GREY))
    SUPPORT_HAPPENING = ("support", *_t(_("Happening"), Tint.GREY))
    SUPPORT_PAUSED = ("support", *_t(_("Paused: %(why)s"), Tint.AMBER))
    SUPPORT_FINISHED = ("support", *_t(_("Finished"), Tint.GREY))

    ITEM_TO_DISCUSS = ("item", *_t(_("To discuss"), Tint.GREY))
    ITEM_LOCKED = ("item", *_t(_("Locked: consent"), Tint.GREY))
    ITEM_DECIDED = ("item", *_t(_("Decided"), Tint.GREY, _("Decided on %(date)s")))
    ITEM_CARRIED = ("item", *_t(_("Carried"), Tint.GREY))
    ITEM_CARRIED_AGAIN = ("item", *_t(_("Carried"), Tint.AMBER))

    MOVE_AGREED = ("move", *_t(_("Agreed"), Tint.GREY))
    MOVE_SHARED = ("move", *_t(_("Shared"), Tint.GREY))
    MOVE_MET = ("move", *_t(_("Met"), Tint.GREY))
    MOVE_MOVED = ("move", *_t(_("Moved"), Tint.GREY))
    MOVE_SETTLED = ("move", *_t(_("Settled"), Tint.GREEN))

    BREACH_KNOWN = ("breach", *_t(_("Known"), Tint.RED))
    BREACH_CONTAINED = ("breach", *_t(_("Contained"), Tint.AMBER))
    BREACH_ASSESSED = ("breach", *_t(_("Assessed"), Tint.AMBER))
    BREACH_TOLD = ("breach", *_t(_("Told"), Tint.BLUE))
    BREACH_CLOSED = ("breach", *_t(_("Closed"), Tint.GREY))

    VERDICT_TOO_FEW = ("verdict", *_t(_("Too few to say"), Tint.GREY, mark="?"))
    VERDICT_NONE = ("verdict", *_t(_("No clear difference"), Tint.BLUE, mark="≈"))
    VERDICT_LIKELY_LONGER = ("verdict", *_t(_("Likely longer"), Tint.PURPLE, mark="→"))
    VERDICT_LIKELY_SHORTER = ("verdict", *_t(_("Likely shorter"), Tint.PURPLE, mark="←"))
    VERDICT_CLEAR = ("verdict", *_t(_("Clear difference"), Tint.PURPLE, mark="⇉"))

    def __init__(self, thing: str, staff: str, tint: Tint, whanau: str, mark: str) -> None:
        self.thing, self.staff, self.tint, self.whanau, self.mark = thing, staff, tint, whanau, mark

    def words(self, *, for_whanau: bool = False, **slots: str) -> str:
        """The words in the reader's language, slots filled."""
        text = gettext(self.whanau if for_whanau else self.staff)
        return text % slots if slots else text

    def tag(self, *, for_whanau: bool = False, **slots: str) -> Tag:
        """The status as a finished tag."""
        return Tag(self.words(for_whanau=for_whanau, **slots), self.tint.value, self.mark)


# (pattern, what to write instead). Checked over every template and every gettext string by tests/guards/test_words.py.
BANNED: Final[tuple[tuple[str, str], ...]] = (
    (r"special[- ]needs?|high[- ]needs|SEN child(?:ren)?", "learner who needs support with …"),
    (r"(?:low|high)[- ]functioning|suffers? from|wheelchair[- ]bound", "describe what happens, where, how often"),
    (r"severe(?:ly)?", "describe what happens, where, how often"),
    (r"deficits?|disorders?", "difference, or the named diagnosis where whānau want it shown"),
    (r"non-?complian(?:t|ce)|attention[- ]seeking|naughty", "what was happening, what they did, what helped"),
    (r"at[- ]risk|red child(?:ren)?", "needs a conversation this week"),
    (r"clients?|referrals?|caseworkers?", "the person by name; “we asked … for help”; request for support"),
    (r"broken homes?|hard[- ]to[- ]reach", "whānau we have not yet connected with"),
    (r"parents?", "whānau, or the person’s own word"),
    (r"please|sorry|oops", "say what to do"),
    (r"invalid|valid|forbidden|illegal|required field|is required|mandatory", "say what to do, in the label’s words"),
    (r"submit|click(?:ed|ing)?|proceed", "verb and thing: Send to Mere, Save note"),
    (r"declined?|rejected|failed|failure|did not attend|no[- ]show", "a status word of §6.7, or what happened"),
    (r"normal (?:child|children|learners?|kids)", "other learners"),
    (r"guys|kids", "tamariki, learners"),
)
# Wrong as the whole of a label or the first word of a button.
BANNED_LABELS: Final = re.compile(
    r"^(?:OK|Okay|Manage|Process|Action|Actions|Needs|Cases?|Dashboard|Go|Done!)$", re.IGNORECASE
)
# Te reo Māori words that are words only with their macrons.
MACRONS: Final[dict[str, str]] = {
    "Maori": "Māori", "whanau": "whānau", "kohanga": "kōhanga", "akonga": "ākonga", "korero": "kōrero",
    "hapu": "hapū", "Pakeha": "Pākehā", "powhiri": "pōwhiri", "matauranga": "mātauranga", "kaumatua": "kaumātua",
    "wahanga": "wāhanga", "ropu": "rōpū", "awhina": "āwhina", "Kahui": "Kāhui", "whakawhanaungatanga": "",
    "poari o te kura": "", "Aotearoa": "", "purakau": "pūrākau", "whakatauki": "whakataukī", "tane": "tāne",
    "ahuatanga": "āhuatanga", "tumuaki": "", "wananga": "wānanga", "koha": "", "kowhaiwhai": "kōwhaiwhai",
}  # fmt: skip

_BANNED: Final = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), instead) for pattern, instead in BANNED)
_BARE: Final = tuple(
    (re.compile(rf"\b{bare}\b", re.IGNORECASE), with_marks) for bare, with_marks in MACRONS.items() if with_marks
)
# Sentences in which a listed word is the right one.
ALLOWED: Final = (
    "Ministry of Education",
    "special education needs coordinator",
)


def bare_in(text: str) -> list[str]:
    """Te reo Māori words that stand without their macrons."""
    return [f"“{m.group()}”: write {marked}" for rule, marked in _BARE if (m := rule.search(text))]


def faults_in(text: str) -> list[str]:
    """What a text that people read must not contain, each with what to write instead; empty when all is well."""
    for allowed in ALLOWED:
        text = re.sub(re.escape(allowed), "", text, flags=re.IGNORECASE)
    found = [f"“{m.group()}”: {instead}" for rule, instead in _BANNED if (m := rule.search(text))]
    found += bare_in(text)
    if "!" in text:
        found.append("“!”: no exclamation marks")
    if BANNED_LABELS.match(text.strip()):
        found.append(f"“{text.strip()}”: verb and thing")
    return found
