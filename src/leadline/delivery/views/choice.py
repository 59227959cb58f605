"""What the address chooses: a product, a team, a period, read strictly."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leadline.backlog.models import Item
from leadline.delivery.queries.flow import PERIODS, FlowScope
from leadline.foundation.refusals import Invalid
from leadline.products.models import Product, Team
from leadline.products.queries import product_in_hand, team_by_id
from leadline.workspaces.doors import RoomPage

EVERY = "*"
MOST_CHOICES = 200


class ChoicePage(RoomPage):
    """A page that is about a product in hand, and perhaps a team."""

    room, place = "delivery", "plan"

    def asked_day(self, name: str) -> date | None:
        given = self.asked(name)
        try:
            return date.fromisoformat(given) if given else None
        except ValueError as error:
            raise Invalid(_("This is not a day."), field=name, remedy=_("Write it as 2026-03-14.")) from error  # fmt: skip

    def product(self) -> Product | None:
        """The product of the address, or the last one; None for all, or where there is none."""
        asked = self.asked("product")
        if asked == EVERY:
            return None
        return product_in_hand(self.acting, asked, self.request.session)

    def team(self) -> Team | None:
        key = self.key("team")
        return team_by_id(self.acting, key) if key else None

    def scope(self) -> FlowScope:
        """The scope that the filters choose."""
        kinds = [value for value, _label in Item.Kind.choices]
        months = self.asked("months", ("all", *PERIODS))
        return FlowScope(
            product=self.product(),
            team=self.team(),
            kind=self.asked("kind", kinds),
            months=None if months == "all" else int(months or 6),
            unit=self.asked("unit", ("items", "points"), "items"),
        )

    def filters(self, scope: FlowScope) -> dict[str, Any]:
        """What the filter bar of flow and forecasts draws."""
        return {
            "products": [(EVERY, _("All products")), *((each.key, each.name) for each in products())],
            "teams": [("", _("All teams")), *((str(each.id), each.name) for each in teams())],
            "kinds": [("", _("All but epics")), *Item.Kind.choices],
            "periods": [*((str(n), _("Last %(n)d months") % {"n": n}) for n in PERIODS), ("all", _("All time"))],
            "units": [("items", _("Items")), ("points", _("Points"))],
            "chosen": {
                "product": scope.product.key if scope.product else EVERY,
                "team": str(scope.team.id) if scope.team else "",
                "kind": scope.kind,
                "months": str(scope.months or "all"),
                "unit": scope.unit,
            },
        }  # fmt: skip


def products() -> list[Product]:
    return list(Product.objects.order_by("name", "id")[:MOST_CHOICES])


def teams() -> list[Team]:
    return list(Team.objects.order_by("name", "id")[:MOST_CHOICES])
