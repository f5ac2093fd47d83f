"""Forms of people."""

from rourou.foundation.ui.forms import PlainForm


class ConfirmForm(PlainForm):
    """The second person's yes: nothing to fill in."""
