"""Codes of the engine as sentences: no weight, score or tally among them, and nobody whom the reader cannot reach."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.allocation.queries._reading import Stored
from rourou.contexts.allocation.rules import Criterion, deciding_criteria
from rourou.contexts.allocation.rules.posing import WHOLE_SPLIT
from rourou.contexts.directory.types import ServiceCard, TermCard
from rourou.contexts.referrals.types import RoundReferral, RuleMet
from rourou.engines.allocation.explain import Contrast, explain
from rourou.engines.allocation.problem import Change, Objective, Option
from rourou.foundation.ui import dates
from rourou.foundation.ui.charts import hours_words


def hours_said(hours: float | Decimal) -> str:
    """“4 hours”, “1 hour”, “1.5 hours”."""
    number = hours_words(float(hours))
    return ngettext("%(n)s hour", "%(n)s hours", 1 if number == "1" else 2) % {"n": number}


def term_said(term: TermCard) -> str:
    """“Term 1 2027”."""
    return _("Term %(term)s %(year)s") % {"term": term.number, "year": term.year}


def placed_says(stored: Stored, r: RoundReferral, term: TermCard) -> str:
    """What is suggested: “4 hours with Ana, Term 1 2027, Tuesdays or Thursdays”."""
    option = stored.place[stored.code(r.id)]
    card = stored.services[option.support]
    said = {"who": card.with_whom, "when": r.when or term_said(term)}
    together = stored.others_with(r.id)
    if len(option.requests) > 1:
        if together:
            said["others"] = ", ".join(o.name for o in together)
            return _("%(when)s, with %(who)s, in a group with %(others)s") % said
        return _("%(when)s, with %(who)s, in a group") % said
    return _("%(when)s, with %(who)s") % said


def agreed_says(r: RoundReferral, card: ServiceCard, term: TermCard) -> str:
    """What the hui agreed: when, and with whom."""
    return _("%(when)s, with %(who)s") % {"when": r.when or term_said(term), "who": card.with_whom}


def would_take(stored: Stored, r: RoundReferral) -> tuple[str, ...]:
    """The smallest single changes that would place a request. Only what people can change, never a child's traits."""
    missed = stored.missed.get(stored.code(r.id))
    return tuple(_change(stored, change) for change in missed.would_take) if missed else ()


def or_a_group(groups: Stored | None, r: RoundReferral) -> str:
    """Where a group would give this request a place: with whom, of those the reader reaches."""
    if groups is None:
        return ""
    option = groups.place.get(groups.code(r.id))
    if option is None or len(option.requests) < 2:
        return ""
    others = ", ".join(o.name for o in groups.others_with(r.id))
    if others:
        return _("Or a group session together with %(others)s.") % {"others": others}
    return _("Or a group session.")


def _change(stored: Stored, change: Change) -> str:
    card = stored.services.get(change.support or "")
    who = card.with_whom if card else ""
    group = _group_of(stored, change)
    if change.kind == "hours" and group:
        return _("It would take one group session, and %(hours)s more with %(who)s.") % {
            "hours": hours_said(change.hours), "who": who,
        }  # fmt: skip
    if change.kind == "hours":
        return _("It would take %(hours)s more with %(who)s.") % {"hours": hours_said(change.hours), "who": who}
    if change.kind == "places":
        return _("%(who)s would need to take one more learner.") % {"who": who}
    if change.kind == "hours_and_places":
        return _("%(who)s would need %(hours)s more, and to take one more learner.") % {
            "hours": hours_said(change.hours), "who": who,
        }  # fmt: skip
    if change.kind == "order":
        return _order(change.objective)
    return _("It would take somebody who gives this support there, and has the hours that are asked for.")


def _group_of(stored: Stored, change: Change) -> bool:
    option = next((o for o in stored.problem.options if o.id == change.option), None)
    return option is not None and len(option.requests) > 1


def _order(objective: str | None) -> str:
    if objective is None:
        return _("There are hours for it as things stand. None of your rules speaks for it, so the hui decides.")
    return _("It would fit if you ranked “%(rule)s” lower.") % {"rule": objective_words(objective)}


def objective_words(name: str) -> str:
    """What is looked at across the whole split, in words."""
    return {
        Objective.WEIGHT: _("your rules, in their order"),
        Objective.WAITING: _("the longest wait"),
        Objective.PLACED: _("as many as can be"),
        Objective.TRAVEL: _("the least travel"),
        Objective.FAIRNESS: _("fair between settings"),
        Objective.STEADINESS: _("what is in place stays"),
        Objective.VALUE: _("the most use of the hours"),
        Objective.MUST: _("what has to be placed"),
    }[Objective(name)]


def why_placed_or_not(stored: Stored, r: RoundReferral) -> str:
    """One sentence: why this request stands where it does."""
    code = stored.code(r.id)
    option = stored.place.get(code)
    if option is not None:
        return _why_placed(stored, option)
    missed = stored.missed.get(code)
    reason = missed.reason if missed else "full"
    said = {"hours": hours_said(r.hours or 0)}
    return {
        "no_option": _(
            "Nobody in this round gives this support at that setting, to that year, in hours that were said."
        ),
        "beyond_support": _("It asks for %(hours)s, more than anybody in this round has left.") % said,
        "full": _("The hours are taken by requests that your rules put first, and %(hours)s are more than is left.")
        % said,
        "company": _("It could only have hours that others share, and they are placed another way."),
        "order": _("There are hours that would fit, and your rules put another way of sharing first."),
        "contradiction": _("What was written about it does not fit together. Check the hours."),
    }.get(reason, _("The hours are taken by requests that your rules put first."))


def _why_placed(stored: Stored, option: Option) -> str:
    card = stored.services[option.support]
    said = {"hours": hours_said(option.hours), "who": card.with_whom}
    if len(option.requests) > 1:
        return _("%(hours)s with %(who)s reach everybody in the group, and your rules put them here.") % said
    return _("%(hours)s fit in what %(who)s has left, and your rules put it here.") % said


def rules_said(criteria: Sequence[Criterion], met: Sequence[RuleMet]) -> tuple[tuple[bool, str, str], ...]:
    """Each rule in the protocol's own words and order: met or not, with its evidence and the day of it."""
    by_code = {rule.code: rule for rule in met}
    return tuple((_is_met(c, by_code), c.words, _evidence(by_code.get(c.code))) for c in deciding_criteria(criteria))


def _is_met(criterion: Criterion, by_code: dict[str, RuleMet]) -> bool:
    rule = by_code.get(criterion.code)
    return bool(rule and rule.met)


def _evidence(rule: RuleMet | None) -> str:
    if rule is None:
        return _("Not said")
    if not rule.met and not rule.evidence:
        return _("No")
    day = dates.day(rule.on) if rule.on else ""
    return ", ".join(filter(None, (rule.evidence, rule.by, day)))


def whole_split_rules(criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """Criteria that are about the split as a whole, in the protocol's own words."""
    return tuple(c.words for c in criteria if c.code in WHOLE_SPLIT)


def compared(stored: Stored, r: RoundReferral, other: RoundReferral, criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """Two requests side by side: which rules differ, by name; who waited; what decided. Both are within reach."""
    found = explain(stored.problem, stored.plan, stored.code(r.id), other_id=stored.code(other.id)).contrast
    said = [_rules_compared(r, other, criteria), _decided(stored, r, other, found)]
    names = {"a": r.name, "b": other.name, "da": r.waited_days, "db": other.waited_days}
    said.append(_("%(a)s has waited %(da)s days, %(b)s %(db)s.") % names)
    return tuple(filter(None, said))


def _rules_compared(r: RoundReferral, other: RoundReferral, criteria: Sequence[Criterion]) -> str:
    own = {rule.code for rule in r.rules if rule.met}
    theirs = {rule.code for rule in other.rules if rule.met}
    listed = deciding_criteria(criteria)
    only_own = [c.words for c in listed if c.code in own - theirs]
    only_theirs = [c.words for c in listed if c.code in theirs - own]
    if not only_own and not only_theirs:
        return _("The same rules apply to both.")
    said = []
    if only_own:
        said.append(_("Only for %(name)s: %(rules)s.") % {"name": r.name, "rules": "; ".join(only_own)})
    if only_theirs:
        said.append(_("Only for %(name)s: %(rules)s.") % {"name": other.name, "rules": "; ".join(only_theirs)})
    return " ".join(said)


def _decided(stored: Stored, r: RoundReferral, other: RoundReferral, found: Contrast | None) -> str:
    own, theirs = stored.code(r.id) in stored.place, stored.code(other.id) in stored.place
    if own and theirs:
        return _("Both have a place, so neither stands in the other’s way.")
    if not own and not theirs:
        return _("Neither has a place in this split.")
    ahead, behind = (r, other) if own else (other, r)
    names = {"a": ahead.name, "b": behind.name}
    if found is not None and not found.same_support:
        return _("They ask for different people’s hours, so neither stands in the other’s way.")
    if found is None or found.decided_by is None:
        return _("Nothing in your rules sets them apart: %(a)s was placed by lot, and it is a tie.") % names
    if found.decided_by == Objective.WEIGHT and not _ranks_first(stored, ahead, behind):
        return _("%(a)s was placed because the hours fit together better for everybody that way.") % names
    names["rule"] = objective_words(found.decided_by)
    return _("%(a)s was placed first by %(rule)s.") % names


def _ranks_first(stored: Stored, ahead: RoundReferral, behind: RoundReferral) -> bool:
    weights = {each.id: each.weight for each in stored.problem.requests}
    return weights[stored.code(ahead.id)] > weights[stored.code(behind.id)]


def steady_said(stored: Stored, r: RoundReferral) -> tuple[str, int, int]:
    """(sentence, same, tries): solved again with each rule and each estimate of hours a little off."""
    tries, same = stored.row.steady.get("tries", 0), stored.row.steady.get("same", {}).get(stored.code(r.id), 0)
    if not tries:
        return "", 0, 0
    said = _("Same in %(same)s of %(tries)s tries.") % {"same": same, "tries": tries}
    if swap := _swap(stored, r):
        said += " " + swap
    return said, same, tries


def _swap(stored: Stored, r: RoundReferral) -> str:
    code = stored.code(r.id)
    pairs = [
        (times, lost, gained)
        for lost, gained, times in stored.row.steady.get("swaps", ())
        if code in (lost, gained) and (gained if lost == code else lost) in stored.known
    ]
    if not pairs:
        return ""
    _times, lost, gained = max(pairs)
    other = stored.known[gained if lost == code else lost]
    return _("In the others it is most often %(name)s who changes places with it.") % {"name": other.name}
