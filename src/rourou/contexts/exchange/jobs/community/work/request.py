"""How a request is written down."""

from datetime import date

from rourou.contexts.exchange.jobs.community.shapes import Request, Step


def request(
    label: str,
    learner: str,
    setting: str,
    to: str,
    support_type: str,
    title: str,
    agreed: date,
    state: str,
    who: tuple[str, ...],
    steps: tuple[Step, ...],
    *,
    hope: str,
    tried: str,
    hours: float | None = None,
    talked: date | None = None,
    started: date | None = None,
    person: str | None = None,
    before: str | None = None,
    met: tuple[str, ...] = (),
) -> Request:
    return Request(
        label=label,
        learner=learner,
        setting=setting,
        to=to,
        support_type=support_type,
        title=title,
        hope=hope,
        tried=tried,
        agreed_on=agreed,
        state=state,
        written_by=who,
        hours=hours,
        steps=steps,
        first_conversation_on=talked,
        first_support_on=started,
        with_person=person,
        before=before,
        criteria_met=met,
    )
