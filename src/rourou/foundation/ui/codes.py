"""Sign-in by a code in an e-mail, on django-allauth: the same answer whether or not the address is known.

No e-mail holds a link that signs anybody in: a code works only in the browser that asked for it, for 15 minutes and
5 tries (ux.md §1.7). Nobody makes an account for themselves.
"""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from rourou.foundation.audit import ledger
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.tenancy.models import User
from rourou.foundation.ui.forms import PlainForm

_STAGE: Final = LoginByCodeStage.key


class Adapter(DefaultAccountAdapter):
    """Signing in is an act: one row in the chain that belongs to no cluster."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix.replace("account/", "ui/"), email, context)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        ledger.write_outside(user.pk, Event.SIGNED_IN.label, "done")


class AddressForm(PlainForm):
    """Where a code is sent. It never says whether the address is known."""

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("We will send you a 6-digit code. It works for 15 minutes."),
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "class": "w-20"}),
    )

    def __init__(self, *args: Any, asked: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if not ratelimit.consume(self.asked, action="request_login_code", key=email):
            raise forms.ValidationError(gettext("Wait ten minutes, then ask for another code."))
        return email


class CodeForm(PlainForm, ConfirmLoginCodeForm):
    """The six digits. Spaces and dashes are forgiven."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("6 digits, from the email we sent you."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "w-10"}),
    )

    def clean_code(self) -> str:
        typed = "".join(c for c in self.cleaned_data["code"] if c.isdigit())
        self.cleaned_data["code"] = typed or "none"  # nothing is never equal to the code that an unknown address has
        try:
            return str(super().clean_code())
        except forms.ValidationError:
            raise forms.ValidationError(gettext("Enter the 6 digits of the newest code we sent you.")) from None


class Codes(LoginCodeVerificationProcess):
    """One code on its way. A known and an unknown address both get a message: neither the answer nor its time tells."""

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        if self.user:
            super().send_by_email(email)
        else:
            get_adapter().send_mail("account/email/unknown_account", email, {})

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: this browser is signed in."""
        email = self.state["email"]
        if self.user is None or not self.user.is_active:
            raise NotFound
        record_authentication(self.request, self.user, method="code", email=email)
        return perform_login(self.request, Login(user=self.user, redirect_url=redirect_url, email=email))


def begin(request: HttpRequest, email: str) -> None:
    """Send a code. A new one ends the old."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    login = Login(user=user, email=email)
    login.state["stages"] = {"current": _STAGE}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(Codes.initial_state(user=user, email=email), initiated_by_user=True)
    process = Codes(stage)
    process.send()
    process.persist()


def pending(request: HttpRequest) -> Codes | None:
    """The code that this browser waits for, if it asked for one and its time is not over."""
    stage = LoginStageController.enter(request, _STAGE)
    found: Codes | None = Codes(stage).abort_if_invalid() if stage else None
    return found
