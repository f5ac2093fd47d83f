"""What can happen, by name. One enum for the whole project: an event nobody uses fails a guard.

`changes_grants` marks events after which the grant compiler runs for the subjects of the result;
`changes_counts` those that insights react to.
"""

from enum import Enum


class Event(Enum):
    """(name in the ledger, what it says in a sentence to whānau, changes_grants, changes_counts)."""

    # people
    LEARNER_ENROLLED = ("learner.enrolled", "Added to the setting’s roll", True, True)
    LEARNER_CHANGED = ("learner.changed", "Changed the learner’s details", False, True)
    LEARNER_LOOKED_AT = ("learner.looked_at", "Opened the learner’s page", False, False)
    LEARNERS_LISTED = ("learners.listed", "Saw the learner in a list", False, False)
    ENROLMENT_ENDED = ("enrolment.ended", "Recorded that the learner left", True, True)
    LEARNER_REMOVED = ("learner.removed", "Took back what a file had added", True, False)
    CLASS_CHANGED = ("class.changed", "Changed a class", False, False)
    WHANAU_ADDED = ("whanau.added", "Recorded a whānau member", True, False)
    AUTHORITY_CHECKED = ("authority.checked", "Checked a whānau member’s authority", True, False)
    AUTHORITY_CONFIRMED = ("authority.confirmed", "Confirmed a whānau member’s authority", True, False)
    ACCESS_PAUSED = ("access.paused", "Paused online access", True, False)
    ACCESS_RESTORED = ("access.restored", "Opened online access again", True, False)
    LOCATION_PROTECTED = ("location.protected", "Changed how a place is protected", True, False)
    PEOPLE_LOOKED_AT = ("people.looked_at", "Looked at who is who to the learner", False, False)
    POST_GIVEN = ("post.given", "Gave a role", False, False)
    POST_CONFIRMED = ("post.confirmed", "Confirmed a role", False, False)
    POST_ENDED = ("post.ended", "Ended a role", False, False)
    # sharing
    PROTOCOL_DRAFTED = ("protocol.drafted", "Drafted how the community decides or shares", False, False)
    PROTOCOL_SIGNED = ("protocol.signed", "Signed how the community decides or shares", False, False)
    PROTOCOL_IN_FORCE = ("protocol.in_force", "Brought a protocol into force", False, False)
    PROTOCOL_READ = ("protocol.read", "Read a protocol", False, False)
    CONSENT_RECORDED = ("consent.recorded", "Recorded what whānau agreed to", True, True)
    CONSENT_CONFIRMED = ("consent.confirmed", "Confirmed a spoken yes", True, True)
    CONSENT_WITHDRAWN = ("consent.withdrawn", "Stopped sharing", True, True)
    SHARING_LOOKED_AT = ("sharing.looked_at", "Looked at what whānau agreed to", False, False)
    NAMED_PERSON_ADDED = ("named.added", "Named a person for the learner’s support", True, False)
    KEEPER_NAMED = ("keeper.named", "Named a keeper of highly sensitive records", True, False)
    KEEPER_CONFIRMED = ("keeper.confirmed", "Confirmed a keeper", True, False)
    ROOM_CHANGED = ("room.changed", "Recorded who is in the room", True, False)
    # directory
    SUPPLY_CHANGED = ("supply.changed", "Changed the supports on offer", False, False)
    HOURS_CHANGED = ("directory.hours_changed", "Changed the hours on offer", False, False)
    SUPPLY_READ = ("supply.read", "Read the supports on offer", False, False)
    # register
    CONCERN_RAISED = ("concern.raised", "Raised a concern", False, False)
    CONCERN_ANSWERED = ("concern.answered", "Answered a concern", False, False)
    CONCERNS_LISTED = ("concerns.listed", "Saw concerns", False, False)
    ENTRY_OPENED = ("entry.opened", "Opened a register entry", False, True)
    ENTRY_CHANGED = ("entry.changed", "Changed a register entry", False, True)
    ENTRY_CLOSED = ("entry.closed", "Closed a register entry", False, True)
    NOTE_ADDED = ("note.added", "Wrote a note", False, False)
    PROMISE_KEPT = ("promise.kept", "Kept a promise", False, False)
    PROMISE_MOVED = ("promise.moved", "Moved the day of a promise", False, False)
    VOICE_ADDED = ("voice.added", "Wrote down somebody’s own words", False, False)
    RESPONSE_RECORDED = ("response.recorded", "Recorded a support", False, False)
    REGISTER_READ = ("register.read", "Saw the learner in the setting’s register", False, False)
    CLUSTER_REGISTER_READ = ("cluster_register.read", "Saw the learner in the shared register", False, False)
    # plans
    PLAN_CHANGED = ("plan.changed", "Changed the plan", False, False)
    PLAN_READ = ("plan.read", "Looked at the plan", False, False)
    PLAN_SUGGESTED = ("plan.suggested", "Suggested a change to the plan", False, False)
    # referrals
    REQUEST_CHANGED = ("request.changed", "Wrote the request for support", False, False)
    REQUEST_SENT = ("request.sent", "Sent the request for support", False, False)
    REQUEST_MOVED = ("request.moved", "Moved the request on", False, False)
    REQUEST_READ = ("request.read", "Looked at the request", False, False)
    REQUESTS_LISTED = ("requests.listed", "Saw the request in a list", False, False)
    REQUESTS_WITHDRAWN = ("requests.withdrawn", "Withdrew requests after sharing stopped", False, False)
    # moves
    MOVE_AGREED = ("move.agreed", "Agreed a move to another setting", True, False)
    MOVE_ACCEPTED = ("move.accepted", "Accepted the handover", True, True)
    MOVE_READ = ("move.read", "Looked at the move", False, False)
    # allocation
    ROUND_CHANGED = ("round.changed", "Opened or changed a round", False, False)
    SUGGESTION_MADE = ("suggestion.made", "Asked for a suggestion", False, False)
    ROUND_READ = ("round.read", "Looked at the round", False, False)
    HOURS_PROMISED = ("hours.promised", "Promised hours", False, False)
    HOURS_RELEASED = ("hours.released", "Released hours", False, False)
    BALANCE_SET = ("hours.balance_set", "Set the hours that can be promised", False, False)
    # meetings
    HUI_CHANGED = ("hui.changed", "Changed a hui", False, False)
    HUI_ATTENDED = ("hui.attended", "Recorded who came to the hui", False, False)
    HUI_READ = ("hui.read", "Looked at the hui", False, False)
    HUI_ITEM_READ = ("hui.item_read", "Talked about the learner at the hui", False, False)
    HUI_DECIDED = ("hui.decided", "Recorded a decision of the hui", False, False)
    MINUTES_CONFIRMED = ("minutes.confirmed", "Confirmed the minutes", False, False)
    # insights
    COUNTS_NOTED = ("counts.noted", "Noted a change for the counts", False, False)
    COUNTS_PUBLISHED = ("counts.published", "Published counts", False, False)
    COUNTS_READ = ("counts.read", "Read published counts", False, False)
    # stewardship
    LOOKS_READ = ("looks.read", "Read who has looked", False, False)
    LOOK_ASKED_ABOUT = ("look.asked_about", "Asked about a look", False, False)
    LOOK_ANSWERED = ("look.answered", "Answered a question about a look", False, False)
    LEDGER_VERIFIED = ("ledger.verified", "Checked the ledger", False, False)
    # exchange
    FILES_LISTED = ("files.listed", "Saw which files were brought in", False, False)
    FILE_READ = ("file.read", "Looked at what a file did", False, False)
    FILE_CHECKED = ("file.checked", "Checked a file", False, False)
    # What a file changes is noted for the counts by the acts inside the load: learner.enrolled, learner.changed.
    FILE_LOADED = ("file.loaded", "Loaded a file", True, False)
    FILE_UNDONE = ("file.undone", "Undid a load", True, False)
    SCHOOLS_LOADED = ("schools.loaded", "Loaded the list of schools", False, False)
    # home
    TODAY_READ = ("today.read", "Opened Today", False, False)
    OUR_PAGE_READ = ("our_page.read", "Opened Our page", False, False)
    FOUND = ("find.read", "Searched", False, False)
    CLUSTER_FOUNDED = ("cluster.founded", "Began a cluster", False, False)
    SIGNED_IN = ("person.signed_in", "Signed in", False, False)

    def __init__(self, label: str, sentence: str, changes_grants: bool, changes_counts: bool) -> None:
        self.label = label
        self.sentence = sentence
        self.changes_grants = changes_grants
        self.changes_counts = changes_counts
