"""The audit trail: what was done, by whom, and whether the record is whole."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.design.tables import Column
from leadline.workspaces import trail
from leadline.workspaces.doors import Answer, Page
from leadline.workspaces.doors.shell import url_in
from leadline.workspaces.forms import TrailForm
from leadline.workspaces.operations import ask_for_chain_check
from leadline.workspaces.queries import people
from leadline.workspaces.rights import Right

MOST_NAMED = 200


class TrailPage(Page):
    place, tab = "people", "trail"

    def wanted(self) -> tuple[trail.Wanted, str]:
        """The filters in the address, and the cursor."""
        form = TrailForm(self.request.GET)
        if not form.is_valid():
            raise form.refusal()
        after = form.cleaned_data.pop("after")
        return trail.Wanted(**form.cleaned_data), after


class Trail(TrailPage):
    needs = {"get": Right.PEOPLE}

    def get(self, request: HttpRequest) -> Answer:
        wanted, after = self.wanted()
        actions, kinds = trail.choices(self.acting)
        context = {
            "wanted": wanted,
            "person": str(wanted.person or ""),
            "is_filtered": any(asdict(wanted).values()),
            "page": trail.trail(self.acting, wanted, after),
            "people": [(str(each.id), each.name) for each in people(self.acting)[:MOST_NAMED]],
            "actions": [(action, trail.in_words(action)) for action in actions],
            "kinds": [(kind, kind) for kind in kinds],
            "columns": columns(),
            "chain": trail.chain_state(self.acting),
            "most": trail.MOST_EXPORTED,
        }
        return self.draw("workspaces/trail.html", context)


def columns() -> tuple[Column, ...]:
    return (
        Column("at", _("When")),
        Column("who", _("Who"), narrow=False),
        Column("what", _("What"), hideable=False),
        Column("changes", _("Before and after"), narrow=False),
    )


class TrailFile(TrailPage):
    """The same as a file for a spreadsheet."""

    needs = {"get": Right.PEOPLE}

    def get(self, request: HttpRequest) -> Answer:
        wanted, _after = self.wanted()
        answer = HttpResponse(trail.as_csv(self.acting, wanted), content_type="text/csv; charset=utf-8")  # fmt: skip
        name = f"{self.acting.workspace.slug}-audit-trail.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class ChainCheck(TrailPage):
    """Whether the record still holds: asked for here, done in the background."""

    needs = {"get": Right.PEOPLE, "post": Right.PEOPLE}

    def get(self, request: HttpRequest) -> Answer:
        return self.draw("workspaces/_chain.html", {"chain": trail.chain_state(self.acting)})

    def post(self, request: HttpRequest) -> Answer:
        ask_for_chain_check(by=self.acting, now=self.now)
        return self.done(_("The record is being checked."), url_in(self.acting, "workspaces:trail"))
