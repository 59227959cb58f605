"""A real export of customers comes in whole, and is known again."""

from collections.abc import Iterator

import pytest
from django.db.models import Sum

from leadline.integrations.table_commands import TableAnswer, TableOptions, import_table, undo
from leadline.market.models import Customer
from leadline.workspaces.scope import scope
from tests.real.data import FOLDER, present
from tests.world import World

pytestmark = [present, pytest.mark.django_db]
FILE = FOLDER / "telco-churn" / "Telco-Customer-Churn.csv"


@pytest.fixture
def inside(world: World) -> Iterator[World]:
    with scope(world.workspace):
        yield world


def bring(world: World, **columns: str) -> TableAnswer:
    given = TableOptions(columns={"Contract": "segment", **columns}, options={"currency": "USD"})
    return import_table(member=world.edda, now=world.later(minutes=1), of="customers", path=FILE, given=given)  # fmt: skip


def test_seven_thousand_customers_of_a_telephone_company(inside: World) -> None:
    answer = bring(inside)
    assert (answer.columns["customerID"], answer.columns["MonthlyCharges"]) == ("key", "revenue")
    assert (answer.counts["new"], answer.problem_count) == (7_043, 0)
    assert answer.along == {"segment": ["Month-to-month", "One year", "Two year"]}
    first = Customer.objects.get(source_key="crm:7590-VHVEG")
    assert (first.name, first.revenue, first.currency) == ("7590-VHVEG", 35_820, "USD")
    assert Customer.objects.aggregate(all=Sum("revenue"))["all"] == 547_339_920

    assert bring(inside).counts["unchanged"] == 7_043
    undo(member=inside.edda, now=inside.later(minutes=3), import_id=answer.import_id)
    assert not Customer.objects.exists()


def test_months_with_us_are_no_date_and_are_told_so(inside: World) -> None:
    answer = bring(inside, tenure="since_on")
    assert answer.counts["new"] == 7_043
    assert answer.problem_count == 7_043
    assert answer.problems[0]["reason"] == "It is no date."
