"""API tokens: made, shown once, ended."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.foundation.forms import Form
from leadline.foundation.paging import page_of
from leadline.foundation.refusals import Refusal
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.forms import TokenForm
from leadline.workspaces.models import ApiToken
from leadline.workspaces.operations import issue_token, revoke_token
from leadline.workspaces.queries import one, tokens
from leadline.workspaces.rights import Right
from leadline.workspaces.views.roles import rights_in


class TokensPage(Page):
    place, tab = "people", "tokens"


class Tokens(TokensPage):
    """One's own tokens, and everybody's for those who look after people."""

    needs = {"get": Right.SEE, "post": Right.SEE}
    forms = {"post": TokenForm}

    def get(self, request: HttpRequest) -> Answer:
        return self.page(TokenForm(member=self.acting))

    def post(self, request: HttpRequest) -> Answer:
        fields = self.taken(TokenForm, member=self.acting)
        assert isinstance(self.form, TokenForm)
        lasts = self.form.lasts()
        expires_on = self.acting.workspace.today(self.now) + lasts if lasts else None
        token, secret = issue_token(
            by=self.acting, now=self.now, name=fields["name"], rights=rights_in(fields),
            expires_on=expires_on,
        )  # fmt: skip
        return self.page(TokenForm(member=self.acting), made=token, secret=secret)

    def redraw(self, form: Form, refusal: Refusal) -> HttpResponse:
        return self.page(form, refusal.status)

    def page(
        self, form: Form, status: int = 200, made: ApiToken | None = None, secret: str = ""
    ) -> HttpResponse:
        after = self.request.GET.get("after", "")
        context = {
            "form": form,
            "made": made,
            "secret": secret,
            "columns": token_columns(),
            "page": page_of(tokens(self.acting), ["-created_at", "id"], after),
            "sees_all": self.acting.may(Right.PEOPLE),
        }
        answer = self.draw("workspaces/tokens.html", context, status)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def token_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("What it is for")),
        Column("owner", _("Acts as"), narrow=False),
        Column("rights", _("May"), narrow=False),
        Column("runs_out", _("Runs out")),
        Column("used", _("Last used"), narrow=False),
        Column("end", _("Revoke"), unseen_label=True, hideable=False),
    )


class TokenRevocation(TokensPage):
    needs = {"post": Right.SEE}

    def post(self, request: HttpRequest, key: UUID) -> Answer:
        token: ApiToken = one(tokens(self.acting), pk=key)
        revoke_token(by=self.acting, now=self.now, token=token)
        return self.done(_("The token “%(name)s” works no longer.") % {"name": token.name}, url_in(self.acting, "workspaces:tokens"))  # fmt: skip
