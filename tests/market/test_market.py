"""Customers, contacts, segments, personas and tiers: what is done to them, and what is refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from leadline.foundation.refusals import Invalid, NotAllowed, NotFound, Refusal
from leadline.home.operations import restore_record
from leadline.market.models import MOST_REVENUE, Contact, Customer, Persona, Segment, Tier
from leadline.market.operations import (
    change_contact,
    change_customer,
    change_persona,
    change_segment,
    change_tier,
    create_contact,
    create_persona,
    create_segment,
    create_tier,
    edit_customers,
    rank_tier,
    trash_contact,
    trash_customers,
    trash_persona,
    trash_segment,
    trash_tier,
)
from leadline.market.operations.checks import MOST_NAMED
from leadline.market.queries import (
    contacts,
    customer_by_id,
    frame_of,
    lines_of,
    persona_lines,
    tier_lines,
)
from leadline.workspaces.models import Event, Record
from leadline.workspaces.models.bulk import create_all
from leadline.workspaces.models.events import broken_links
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.market.cast import Market

LONG = "Å" * 200


def who(market: Market) -> dict[str, Any]:
    return {"by": market.world.edda, "now": market.world.now}


def again(market: Market, record: Record) -> Any:
    with scope(market.world.workspace):
        return type(record).with_trash.get(pk=record.pk)


def field_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    (problem,) = refused.value.problems
    assert problem.remedy
    return problem.field


def test_a_customer_has_the_workspaces_currency_until_another_is_named(market: Market) -> None:
    assert (market.harbour.currency, market.harbour.website) == ("EUR", "https://havn.example")
    assert market.customer("Oslo port", currency="NOK").currency == "NOK"
    assert market.customer("Bodø marina").money is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"since_on": date(2025, 5, 1), "left_on": date(2025, 4, 30)}, "left_on"),
        ({"revenue": -1}, "revenue"),
        ({"revenue": MOST_REVENUE + 1}, "revenue"),
        ({"currency": "XYZ"}, "currency"),
        ({"website": "no website at all"}, "website"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "http://[::1"}, "website"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_a_remedy(
    market: Market, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        market.customer("Odd port", **values)
    assert field_of(refused) == field
    with pytest.raises(Invalid) as refused:
        change_customer(**who(market), customer=market.harbour, **values)
    assert field_of(refused) == field


def test_a_customer_cannot_leave_before_the_day_it_came_that_stands_already(market: Market) -> None:
    change_customer(**who(market), customer=market.harbour, since_on=date(2025, 5, 1))
    with pytest.raises(Invalid, match="before it came"):
        change_customer(**who(market), customer=market.harbour, left_on=date(2025, 4, 30))
    change_customer(**who(market), customer=market.harbour, left_on=date(2025, 5, 1))


def test_the_database_itself_refuses_what_no_customer_can_be(market: Market) -> None:
    with scope(market.world.workspace):
        rows = Customer.objects.filter(pk=market.harbour.pk)
        for values in (
            {"revenue": -1},
            {"since_on": date(2025, 5, 2), "left_on": date(2025, 5, 1)},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**values)
        with pytest.raises(IntegrityError), transaction.atomic():
            Tier.objects.update(weight=-1)


def test_two_firms_may_have_one_name_but_not_one_key_of_a_source(market: Market) -> None:
    first = market.customer("Nordlys", source_key="CRM-1")
    second = market.customer("Nordlys", source_key="CRM-2")
    with pytest.raises(Invalid, match="same key") as refused:
        market.customer("Other", source_key="CRM-1")
    assert field_of(refused) == "source_key"
    trash_customers(**who(market), customers=[first])
    with pytest.raises(Invalid, match="Bring it back"):
        change_customer(**who(market), customer=second, source_key="CRM-1")
    change_customer(**who(market), customer=second, source_key="CRM-2", notes="Again.")


def test_names_differ_whatever_their_case_even_beyond_ascii(market: Market) -> None:
    create_segment(**who(market), name="Ærfuglvær")
    for make, name in (
        (create_segment, "ÆRFUGLVÆR"),
        (create_tier, "KEY account"),
        (create_persona, "harbour MASTER"),
    ):
        with pytest.raises(Invalid, match="already") as refused:
            make(**who(market), name=name)
        assert field_of(refused) == "name"
    change_segment(**who(market), segment=market.ports, name="PORTS")
    with pytest.raises(Invalid, match="already"):
        change_tier(
            **who(market), tier=create_tier(**who(market), name="Trial"), name="Key Account"
        )
    with pytest.raises(Invalid, match="already"):
        change_persona(**who(market), persona=create_persona(**who(market), name="Skipper"), name="Harbour master")  # fmt: skip


@pytest.mark.parametrize("weight", ["-0.01", "10000", "NaN", "Infinity"])
def test_no_voice_weighs_less_than_nothing_or_beyond_measure(market: Market, weight: str) -> None:
    for change in (
        lambda: create_tier(**who(market), name="Odd", weight=Decimal(weight)),
        lambda: change_tier(**who(market), tier=market.key_account, weight=Decimal(weight)),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert field_of(refused) == "weight"


def test_a_contact_has_a_real_address_and_has_it_once(market: Market) -> None:
    assert market.marit.email == "marit@havn.example"
    with pytest.raises(Invalid) as refused:
        create_contact(**who(market), customer=market.harbour, name="Nils", email="nils at havn")
    assert field_of(refused) == "email"
    with pytest.raises(Invalid, match="Another contact"):
        create_contact(**who(market), customer=market.harbour, name="Marit", email="MARIT@havn.example")  # fmt: skip
    elsewhere = create_contact(**who(market), customer=market.customer("Bodø"), name="Marit", email="marit@havn.example")  # fmt: skip
    change_contact(**who(market), contact=market.marit, email="marit@havn.example", job_title="Harbour master")  # fmt: skip
    change_contact(**who(market), contact=elsewhere, email="")


def test_a_customer_takes_its_contacts_into_the_trash_and_back(market: Market) -> None:
    trash_customers(**who(market), customers=[market.harbour])
    with scope(market.world.workspace):
        assert not contacts(market.world.vera).rows
        with pytest.raises(NotFound):
            customer_by_id(market.world.vera, market.harbour.pk)
        restore_record(**who(market), row=again(market, market.harbour))
        assert [row.name for row in contacts(market.world.vera).rows] == ["Marit"]


def test_a_thrown_away_frame_leaves_its_customers_as_they_are_until_it_comes_back(market: Market) -> None:  # fmt: skip
    def line() -> tuple[str, str]:
        with scope(market.world.workspace):
            (found,) = lines_of(market.world.vera, frame_of(market.world.vera), [again(market, market.harbour)], market.world.now.date())  # fmt: skip
        return found.segment, found.tier

    events = [trash_segment(**who(market), segment=market.ports), trash_tier(**who(market), tier=market.key_account)]  # fmt: skip
    assert line() == ("", "")
    assert market.names(segments=(None,)) == ["Tromsø harbour office"]
    assert again(market, market.harbour).version == 1
    for event in events:
        assert event
        undo(**who(market), event=event)
    assert line() == ("Ports", "Key account")
    assert market.names(segments=(None,)) == []


def test_several_customers_get_a_segment_a_tier_or_an_owner_and_undo_takes_it_back(market: Market) -> None:  # fmt: skip
    rows = [market.customer(f"Port {n}") for n in range(3)]
    event = edit_customers(**who(market), customers=rows, segment=market.ports, owner=market.world.otto)  # fmt: skip
    assert {again(market, row).segment_id for row in rows} == {market.ports.pk}
    assert event
    undo(**who(market), event=event)
    assert {again(market, row).owner_id for row in rows} == {None}
    with pytest.raises(Invalid, match="cannot be given"):
        edit_customers(**who(market), customers=rows, name="All the same")
    trash_customers(**who(market), customers=rows)
    assert market.names() == ["Tromsø harbour office"]
    with pytest.raises(NotFound):
        edit_customers(**who(market), customers=rows, tier=None)


def test_tiers_stand_in_the_order_in_which_they_are_put(market: Market) -> None:
    partner, trial = (create_tier(**who(market), name=name) for name in ("Partner", "Trial"))

    def order() -> list[str]:
        with scope(market.world.workspace):
            return [line.tier.name for line in tier_lines(market.world.vera, market.today)]

    assert order() == ["Key account", "Partner", "Trial"]
    event = rank_tier(**who(market), tier=trial, before=market.key_account)
    assert order() == ["Trial", "Key account", "Partner"]
    rank_tier(**who(market), tier=market.key_account, before=None)
    assert order() == ["Trial", "Partner", "Key account"]
    assert event
    undo(**who(market), event=event)
    assert order() == ["Partner", "Key account", "Trial"]
    with pytest.raises(Invalid):
        rank_tier(**who(market), tier=partner, before=partner)


def test_a_workspace_has_five_hundred_segments_at_most(market: Market) -> None:
    values = [{"name": f"Segment {n}"} for n in range(MOST_NAMED - 1)]
    with scope(market.world.workspace):
        create_all(Segment, values, **who(market))
    with pytest.raises(Invalid, match="500"):
        create_segment(**who(market), name="One too many")


def test_contributors_add_customers_and_planners_cut_the_market(market: Market) -> None:
    otto: dict[str, Any] = {"by": market.world.otto, "now": market.world.now}
    vera: dict[str, Any] = otto | {"by": market.world.vera}
    create_persona(**otto, name="Skipper")
    for make in (create_segment, create_tier):
        with pytest.raises(NotAllowed):
            make(**otto, name="Fishers")
    with pytest.raises(NotAllowed):
        create_contact(**vera, customer=market.harbour, name="Nils")


def test_what_is_thrown_away_comes_back_and_the_record_holds(market: Market) -> None:
    rows = [market.marit, market.harbour_master, market.ports, market.key_account]
    trash_contact(**who(market), contact=market.marit)
    trash_persona(**who(market), persona=market.harbour_master)
    trash_segment(**who(market), segment=market.ports)
    trash_tier(**who(market), tier=market.key_account)
    with scope(market.world.workspace):
        assert [model.objects.count() for model in (Contact, Persona, Segment, Tier)] == [0] * 4
        for row in rows:
            restore_record(**who(market), row=again(market, row))
        assert [model.objects.count() for model in (Contact, Persona, Segment, Tier)] == [1] * 4
        assert Event.objects.filter(action="tier.restored").count() == 1
    assert broken_links(market.world.workspace.id) == []


def test_lists_are_narrowed_sorted_and_end_with_what_is_unknown(market: Market) -> None:
    today = market.world.now.date()
    market.customer("ærlige Ås", revenue=100, currency="NOK", since_on=date(2020, 1, 1))
    market.customer("aquamarine", revenue=5_000_000, since_on=date(2024, 1, 1), owner=market.world.otto)  # fmt: skip
    market.customer("Bodø marina")
    market.customer("Old quay", left_on=today)
    assert market.names(state="active") == ["aquamarine", "Bodø marina", "Tromsø harbour office", "ærlige Ås"]  # fmt: skip
    assert market.names(state="left") == ["Old quay"]
    assert market.names("-revenue", state="active") == ["aquamarine", "Tromsø harbour office", "Bodø marina", "ærlige Ås"]  # fmt: skip
    assert market.names("revenue", state="active") == ["Tromsø harbour office", "aquamarine", "Bodø marina", "ærlige Ås"]  # fmt: skip
    assert market.names("since")[:2] == ["ærlige Ås", "aquamarine"]
    assert market.names("-since")[:2] == ["aquamarine", "ærlige Ås"]
    assert market.names(owners=(market.world.otto.pk,)) == ["aquamarine"]
    assert market.names(tiers=(market.key_account.pk,), segments=(market.ports.pk,)) == ["Tromsø harbour office"]  # fmt: skip
    assert market.names(text="ås ÆRLIGE") == ["ærlige Ås"]
    assert market.names(text="havn.ex") == ["Tromsø harbour office"]
    for odd in ({"sort": "rock"}, {"state": "rock"}):
        with pytest.raises(Invalid):
            market.names(**odd)


def test_personas_say_how_many_contacts_are_like_them(
    market: Market, django_assert_num_queries: Callable[[int], Any]
) -> None:
    create_persona(**who(market), name="Skipper")
    with scope(market.world.workspace), django_assert_num_queries(3):
        lines = persona_lines(market.world.vera)
    assert [(each.persona.name, each.segment, each.contacts) for each in lines] == [
        ("Harbour master", market.ports, 1), ("Skipper", None, 0),
    ]  # fmt: skip


def test_names_of_two_hundred_letters_are_kept_whole(market: Market) -> None:
    row = market.customer(LONG)
    assert again(market, row).name == LONG
