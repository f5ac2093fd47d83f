"""Forms of the importers: a file, a load, an undo with its reason."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rourou.foundation.ui.forms import PlainForm, Words

LARGEST: Final = 10 * 1024 * 1024


class FileForm(PlainForm):
    """One CSV file, read in memory and never written down."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A CSV file, up to 10 MB. Your student management system exports one."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        allow_empty_file=True,
        max_length=None,
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_large = is_too_large
        self.fields["file"].error_messages["required"] = gettext("Choose the file")
        if is_too_large:
            self.fields["file"].required = False

    def clean_file(self) -> Any:
        """A file that is larger than any school’s is not read at all."""
        file = self.cleaned_data.get("file")
        if self.is_too_large or (file is not None and file.size > LARGEST):
            raise ValidationError(
                gettext("This file is larger than 10 MB, far more than any roster. Check that it is the right one.")
            )
        return file


class LoadForm(PlainForm):
    """Nothing to fill in: the button, who will see it, and the version that was shown."""


class UndoForm(PlainForm):
    """Why a load is taken back: whoever looks later will want to know."""

    why = Words(
        label=_("Why is it undone?"),
        help_text=_("A few words, without names: the wrong file, last year’s rooms."),
        short=True,
        max_length=400,
        error_messages={"required": _("Enter why it is undone")},
    )
