"""The people of the first whole path, each in a browser of their own, and what each of them does (issue 2)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from rourou.foundation.kernel.ids import new_id
from rourou.foundation.tenancy.models import User
from rourou.foundation.tenancy.sessions import SessionStore
from tests.browsing import Browsing
from tests.cast import Cast, Member
from tests.journeys import importing
from tests.journeys.pages import faults

HEADER: Final = (
    "nsn,family_name,given_names,birth_date,year_level,room,"
    "caregiver_1_name,caregiver_1_relationship,caregiver_1_email,caregiver_1_phone,languages,house"
)
SUPPLY: Final = (
    "organisation,service,support_type,tier,term,hours_per_term,skills,languages,settings_served\n"
    "Te Ara Reo Trust,Speech-language therapy,speech_language,2,2027-1,6,first words,en;mi,all\n"
)
SAW: Final = "Hides when we read aloud."
TOLD: Final = "Anahera will have two hours with a speech-language therapist, from Week 2."
_MASKED: Final = (r'name="csrfmiddlewaretoken" value="[^"]+"', r'name="stamp" value="[^"]+"')


@dataclass
class Journey:
    """One way of going it: how wide the screens are, and whether scripts run."""

    browsing: Browsing
    made: Cast
    width: int
    scripts: bool
    folder: Path
    pages: dict[str, Any] = field(default_factory=dict)
    email: str = field(default_factory=lambda: f"moana.{new_id()}@whanau.example")

    def as_(self, who: Member, path: str = "/today") -> Any:
        """Somebody at their own screen; a teacher's fits a hand."""
        if who.user.email not in self.pages:
            width = min(self.width, 360) if who is self.made.jo else self.width
            self.pages[who.user.email] = importing.signed_in(self.browsing, who, width=width, scripts=self.scripts)
        page = self.pages[who.user.email]
        page.goto(self.browsing.url + path)
        return page

    def look(self, page: Any) -> None:
        """Nothing is wrong with the page as it stands, and neither its title nor its address says a name."""
        if self.scripts:
            if wrong := faults(page):
                page.screenshot(path=self.folder / "wrong.png", full_page=True)
            assert wrong == [], (page.url, wrong, self.folder)
        assert page.locator("h1").count() == 1, page.url
        said = f"{page.title()} {page.url}".lower()
        assert not any(name in said for name in ("anahera", "waaka", "moana", "losa")), said

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


@contextmanager
def going(*given: Any) -> Iterator[Journey]:
    """A journey whose browsers are shut at its end."""
    journey = Journey(*given)
    try:
        yield journey
    finally:
        journey.close()


def press(page: Any, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def follow(page: Any, words: str, *, about: str = "") -> None:
    """Follow a link; one of a row says what it is about."""
    link = page.get_by_role("link", name=words)
    (link.filter(has_text=about) if about else link).first.click()


def choose(page: Any, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def open_up(page: Any, words: str) -> None:
    """Unfold what is folded away."""
    fold = page.locator("details").filter(has=page.locator("summary", has_text=words))
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


def path_of(page: Any) -> str:
    return urlsplit(page.url).path


# 1. A roster


def roster_is_loaded(journey: Journey) -> str:
    """The coordinator sees row by row what will happen, then loads it. The new learner's address."""
    file = journey.folder / "roster.csv"
    file.write_text(
        f"{HEADER}\n"
        f",Waaka,Anahera,2018-03-02,3,Room 4,Moana Waaka,Mum,{journey.email},027 555 0701,en;mi,Kea\n"
        ",Tipoki,Rongo,14/06/2018,3,Room 4,Ngaio Tipoki,Nan,,027 555 0702,en,Kea\n"
    )
    page = journey.as_(journey.made.mere)
    importing.check(page, journey.browsing.url, "roster", file)
    assert page.get_by_role("heading", name="2 rows are ready, and nothing has changed yet").is_visible()
    assert page.get_by_text("Year 3, Room 4. 1 whānau contact.").count() == 2
    assert page.get_by_text("Kept aside, not loaded: house.").is_visible()
    journey.look(page)
    importing.load(page)
    journey.look(page)
    follow(page, "Anahera Waaka")
    assert "Nobody outside this setting can see that they are here." in page.locator(".band").inner_text()
    journey.look(page)
    return path_of(page)


# 2. A concern becomes an entry


def concern_is_raised(journey: Journey) -> None:
    """The teacher, on a phone."""
    page = journey.as_(journey.made.jo)
    follow(page, "Raise a concern")
    page.get_by_label("Who is it about?").fill("anahera")
    page.get_by_label("What did you see?").fill(SAW)
    choose(page, "Have whānau heard this from you?", "Yes")
    journey.look(page)
    press(page, "Send to Mere")
    assert "Sent " in page.locator("main").inner_text()
    assert "You hear back by" in page.locator("main").inner_text()
    journey.look(page)


def entry_is_opened(journey: Journey) -> None:
    """The coordinator picks the concern up; what the teacher wrote is in the entry already."""
    page = journey.as_(journey.made.mere)
    follow(page, "Choose first step", about="Anahera")
    choose(page, "What happens first?", "Open a register entry")
    page.get_by_label("A reply to who wrote it").fill("I open an entry, so that help is planned together.")
    journey.look(page)
    press(page, "Choose first step")
    assert page.get_by_label("Why an entry now").input_value() == SAW
    page.get_by_label("Strengths").fill("Kind to the little ones.\nKnows every bird by its song.")
    page.locator("[name=hope_0]").fill("To read to my nan")
    page.locator("[name=whose_0]").fill("Anahera")
    page.locator("[name=way_0]").fill("The first word will not come")
    page.locator("[name=helps_0]").fill("Ten quiet seconds")
    page.locator("[name=leaf_0]").select_option(label="Speech sounds")
    page.get_by_label("What helps first").fill("Her cousin beside her")
    journey.look(page)
    press(page, "Open entry")
    for words in ("Kind to the little ones.", "To read to my nan", "Ten quiet seconds"):
        assert page.get_by_text(words).first.is_visible()
    journey.look(page)
    told = journey.as_(journey.made.jo, "/concerns")
    follow(told, "Anahera Waaka")
    assert told.get_by_text("I open an entry, so that help is planned together.").is_visible()
    journey.look(told)


# 3. Whānau agree


def nobody_outside_finds(journey: Journey, learner: str) -> None:
    """Another setting's coordinator and the cluster's lead: the same page as for a record that never was."""
    never = learner[:-6] + ("000000" if not learner.endswith("000000") else "111111")
    for who in (journey.made.sina, journey.made.grace):
        page = journey.as_(who, "/find?q=waaka")
        assert page.get_by_role("link", name="Waaka").count() == 0
        there, missing = (_masked(page, journey.browsing.url, path) for path in (learner, never))
        assert there == missing
        assert there[0] == 404


def _masked(page: Any, site: str, path: str) -> tuple[int, str]:
    answer = page.request.get(site + path)
    text = answer.text().replace(path.rpartition("/")[2], "…")
    for pattern in _MASKED:
        text = re.sub(pattern, "…", text)
    return answer.status, text


def authority_is_checked(journey: Journey, learner: str) -> None:
    """What one saw, a second person confirms; only then does anybody answer."""
    page = journey.as_(journey.made.mere, learner)
    follow(page, "Talk about sharing")
    journey.look(page)
    follow(page, "Talk about sharing")
    assert "no answer can be recorded" in page.locator("main").inner_text()
    follow(page, "People and authority")
    follow(page, "Record what you checked")
    assert page.get_by_label("Their own email").input_value() == journey.email
    choose(page, "Authority you have checked", "Guardian")
    page.get_by_label("What you saw").fill("Birth certificate")
    journey.look(page)
    press(page, "Record what you checked")
    assert page.get_by_text("Checked, and waits for a second person to confirm.").is_visible()
    second = journey.as_(journey.made.wiremu)
    follow(second, "Look and confirm")
    assert second.get_by_text("Birth certificate").is_visible()
    journey.look(second)
    press(second, "Confirm this authority")
    assert second.get_by_text("Checked and confirmed.").is_visible()
    journey.look(second)


def whanau_answer(journey: Journey, learner: str) -> None:
    """Four answers, each its own, to named audiences, until a day."""
    page = journey.as_(journey.made.mere, f"{learner}/sharing/answers")
    assert page.get_by_label("Moana Waaka, Mum").is_checked()
    choose(page, "On our school’s register?", "Yes")
    choose(page, "Talked about by name in the cluster?", "Yes")
    choose(page, "Shared with one named organisation?", "No")
    choose(page, "Counted in summaries?", "Not today")
    page.get_by_label("Last day of a yes").fill("17 Dec 2027")
    journey.look(page)
    press(page, "Record these answers")
    assert "Choose at least one organisation" in page.locator("main").inner_text()
    journey.look(page)
    for place in ("Matipo Valley RTLB service", "Te Tāhuhu o te Mātauranga, Matipo office", "Rimu Street School"):
        choose(page, "Which organisations?", place)
    press(page, "Record these answers")
    assert "Yes until" in page.locator("main").inner_text()
    assert "Moana Waaka said Not today" in page.locator("main").inner_text()
    journey.look(page)
    lead = journey.as_(journey.made.grace, learner)
    assert lead.get_by_role("heading", name="Anahera Waaka").is_visible()
    journey.look(lead)


# 4. Support is asked for


def support_is_asked_for(journey: Journey, learner: str) -> str:
    """What is known is there already. The request's address."""
    page = journey.as_(journey.made.mere, learner)
    follow(page, "Ask for support")
    for words in ("Kind to the little ones.", "The first word will not come", "Te reo Māori"):
        assert words in page.locator("main").inner_text()
    assert page.get_by_label("What do whānau hope for?").input_value() == "To read to my nan"
    assert page.get_by_label("Who agreed with you?").input_value() == "Moana Waaka"
    page.get_by_label("Which support?").select_option(label="Speech-language support")
    page.get_by_label("What do you ask for, in one line?").fill("Help to find the first word")
    page.get_by_label("What has been tried, and for how long?").fill("Reading with a cousin, seven weeks")
    page.get_by_label("How many hours would help?").fill("4")
    for box, typed in (("day", "20"), ("month", "11"), ("year", "2026")):
        page.locator(f"#f-agreed_on_{box}").fill(typed)
    page.get_by_label("Whānau asked for it").check()
    journey.look(page)
    press(page, "Check and send")
    assert "Still to be written" not in page.locator("main").inner_text()
    journey.look(page)
    press(page, "Send the request")
    assert "Nobody has picked it up yet." in page.locator("main").inner_text()
    journey.look(page)
    return path_of(page)


def request_is_picked_up(journey: Journey) -> None:
    """The cluster's lead finds it on her day."""
    page = journey.as_(journey.made.grace)
    follow(page, "Open request", about="Anahera")
    follow(page, "Pick it up")
    press(page, "Pick it up")
    assert "Grace Hohaia" in page.locator("main").inner_text()
    journey.look(page)


# 5. The term's supply, a round, a suggestion


def supply_is_loaded(journey: Journey) -> None:
    file = journey.folder / "supply.csv"
    file.write_text(SUPPLY)
    page = journey.as_(journey.made.grace)
    importing.check(page, journey.browsing.url, "supply", file)
    importing.load(page)
    journey.look(page)
    follow(page, "See the supports on offer")
    assert "6 hours on offer in Term 1 2027" in page.locator("h1").inner_text()
    journey.look(page)


def round_is_suggested(journey: Journey) -> None:
    """Who gets which hours from whom, who misses out, and why: in sentences."""
    page = journey.as_(journey.made.grace, "/rounds")
    press(page, "Open the round")
    assert "2 requests ask for 8 hours." in page.locator("main").inner_text()
    journey.look(page)
    press(page, "Ask for a suggestion")
    said = page.locator("main").inner_text()
    assert "Here is one way to share 4 hours. The hui decides." in said
    placed, left = said.split("Who misses out, and what they are offered now")
    assert "Losa" in placed
    assert "Anahera" not in placed
    assert "It would take 2 hours more with" in left
    journey.look(page)
    follow(page, "Anahera")
    assert page.get_by_role("heading", name="Why Anahera misses out in this suggestion").is_visible()
    assert page.get_by_text("The hours are taken by requests that your rules put first").is_visible()
    journey.look(page)
    page.go_back()
    follow(page, "Choose an offer", about="Anahera")
    page.get_by_label("What do you offer now?").fill("Games for first words, with her class")
    press(page, "Save the offer")
    press(page, "Take to hui")
    journey.look(page)


# 6. The hui


def hui_decides(journey: Journey) -> str:
    """Item by item: one as suggested, one changed, hours never twice. The minutes' address."""
    page = journey.pages[journey.made.grace.user.email]
    _is_called(journey, page)
    _takes_the_suggestion(journey, page)
    _changes_the_other(journey, page)
    press(page, "Close the hui")
    said = page.locator("main").inner_text()
    assert "2 decisions, nothing carried." in said
    assert "Rimu Street School stood aside: “We would keep them for Room 2”" in said
    journey.look(page)
    press(page, "Confirm these minutes")
    assert "One more person makes them confirmed." in page.locator("main").inner_text()
    other = journey.as_(journey.made.mere)
    follow(other, "Read and confirm")
    press(other, "Confirm these minutes")
    said = other.locator("main").inner_text()
    assert re.search(r"Confirmed by (Grace Hohaia and Mere Aperahama|Mere Aperahama and Grace Hohaia)\.", said)
    journey.look(other)
    return path_of(page)


def _is_called(journey: Journey, page: Any) -> None:
    page.get_by_label("Which day?").fill("26 Nov 2026")
    page.get_by_label("What do you call it?").fill("Term 4, Week 7")
    for who in ("Mere Aperahama", "Sina Leota", "Fay Lister"):
        page.get_by_role("group", name="Who is asked to come?").get_by_label(who).check()
    press(page, "Call this hui")
    assert "2 items." in page.locator("h1").inner_text()
    for who in ("Mere Aperahama", "Sina Leota", "Fay Lister", "Grace Hohaia"):
        page.get_by_role("group", name="Who is here?").get_by_label(who).check()
    journey.look(page)
    press(page, "Start hui")


def _takes_the_suggestion(journey: Journey, page: Any) -> None:
    assert page.get_by_role("heading", name="Losa").is_visible()
    assert page.get_by_label("Hours", exact=True).input_value() == "4"
    page.get_by_label("Start week").fill("Week 2")
    page.get_by_label("Review").fill("Week 6")
    journey.look(page)
    press(page, "Record decision")


def _changes_the_other(journey: Journey, page: Any) -> None:
    assert page.get_by_role("heading", name="Anahera").is_visible()
    choose(page, "What we decided", "1Give hours")
    page.get_by_label("Hours", exact=True).fill("4")
    press(page, "Record decision")
    wanted = page.get_by_role("alert").inner_text()
    for sentence in ("Enter the week it starts.", "Enter one reason; no permission is needed.", "Choose who gives"):
        assert sentence in wanted
    journey.look(page)
    page.get_by_label("Start week").fill("Week 2")
    page.get_by_label("Review").fill("Week 6")
    page.get_by_label("Who gives them").select_option(index=1)
    page.get_by_label("Why not as suggested?").fill("Her nan starts with her in January")
    page.get_by_label("What we will tell whānau").fill(TOLD)
    choose(page, "Where people stand", "Somebody stood aside or disagreed")
    open_up(page, "Who stood where")
    choose(page, "Rimu Street School", "Stood aside")
    aside = page.get_by_role("group", name="Rimu Street School")
    number = aside.locator("input").first.get_attribute("name").rpartition("_")[2]
    page.locator(f"[name=said_{number}]").fill("We would keep them for Room 2")
    press(page, "Record decision")
    assert "2 of 6 hours are left" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("What we will tell whānau").input_value() == TOLD
    journey.look(page)
    page.get_by_label("Hours", exact=True).fill("2")
    press(page, "Record decision")
    assert "2 hours, Speech-language therapy" in page.locator("main").inner_text()
    journey.look(page)
    follow(page, "Back to the agenda")


# 7. Their page


def whanau_sign_in(journey: Journey) -> Any:
    """With the code of an e-mail, in a browser that nobody has used."""
    context = journey.browsing.browser.new_context(
        viewport={"width": min(journey.width, 360), "height": 800}, java_script_enabled=journey.scripts
    )
    page = journey.pages["whānau"] = context.new_page()
    page.goto(f"{journey.browsing.url}/sign-in")
    page.get_by_label("Email").fill(journey.email)
    press(page, "Continue")
    page.get_by_label("Code").fill(_code(context))
    journey.look(page)
    press(page, "Continue")
    assert path_of(page) == "/whanau"
    return page


def _code(context: Any) -> str:
    """What the e-mail says; the site of the tests sends none, and keeps the code in this browser's session."""
    key = next(c["value"] for c in context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    found = re.search(r"'code': '(\d{6})'", str(dict(SessionStore(key).items())))
    assert found
    return found.group(1)


def whanau_see(journey: Journey) -> None:
    """What was agreed, who to ring, who can see what and why, who has looked; and they hear it from a person first."""
    User.objects.filter(id=journey.made.mere.user.id).update(phone="027 555 0142")
    page = whanau_sign_in(journey)
    said = page.locator("main").inner_text()
    assert "Mere rings you with what the hui decided." in said
    assert TOLD not in said
    journey.look(page)
    rings = journey.as_(journey.made.mere)
    follow(rings, "Record that you told them", about="Anahera")
    assert TOLD in rings.locator("main").inner_text()
    journey.look(rings)
    press(rings, "Record that they heard")
    page.reload()
    said = page.locator("main").inner_text()
    for words in (TOLD, "Starts: Week 2.", "Ring Mere, 027 555 0142", "Who can see what, and why", "Whānau said yes."):
        assert words in said, words
    journey.look(page)
    follow(page, "See everyone who looked")
    said = page.locator("main").inner_text()
    for words in ("Learning Support Coordinator, Matipo Valley School", "Cluster lead, Matipo Valley RTLB service"):
        assert words in said
    journey.look(page)
