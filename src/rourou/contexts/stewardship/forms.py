"""Two short forms: what somebody would like to know about a look, and what was found out."""

from django.utils.translation import gettext_lazy as _

from rourou.foundation.ui.forms import PlainForm, Words


class AskForm(PlainForm):
    """The words are optional: asking is enough."""

    words = Words(
        label=_("What would you like to know?"),
        help_text=_("You can leave this empty. We will say who it was for, and why."),
        required=False,
    )


class AnswerForm(PlainForm):
    """What the privacy officer found out, in words for whānau."""

    words = Words(
        label=_("What did you find out?"),
        help_text=_("The person who asked reads this. Say what happened, why, and what follows."),
        error_messages={"required": _("Write what you found out")},
    )
