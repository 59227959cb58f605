"""The pages of the market: who may open them, and what is done on them."""

import re
from collections.abc import Callable
from typing import Any

from leadline.market.models import Contact, Customer, Persona, Segment, Tier
from leadline.market.operations import (
    create_contact,
    create_persona,
    create_tier,
    trash_customers,
    trash_segment,
)
from leadline.workspaces.scope import scope
from tests.after import done
from tests.backlog.pages import browser
from tests.market.cast import Market

NAMELESS = ("customers", "new_customer", "segments", "new_segment", "personas", "new_persona", "tiers", "new_tier")  # fmt: skip


def records(market: Market) -> dict[str, Any]:
    """A record of each noun, by the name of its slot in addresses."""
    return {
        "customer": market.harbour.pk,
        "contact": market.marit.pk,
        "segment": market.ports.pk,
        "persona": market.harbour_master.pk,
        "tier": market.key_account.pk,
    }


def newest(market: Market, model: Any) -> Any:
    with scope(market.world.workspace):
        return model.with_trash.latest("created_at", "id")


def test_every_page_opens_for_a_member_and_for_no_outsider(market: Market) -> None:
    pages = [
        *(market.to(name) for name in NAMELESS),
        *(market.to(noun, **{noun: key}) for noun, key in records(market).items()),
        *(market.to(f"{noun}_editing", **{noun: key}) for noun, key in records(market).items()),
        market.to("new_contact", customer=market.harbour.pk),
    ]
    edda, mallory = browser(market.world.edda), browser(market.world.mallory)
    for url in pages:
        assert edda.get(url).status_code == 200, url
        assert mallory.get(url).status_code == 404, url


def test_a_viewer_sees_everything_and_changes_nothing(market: Market) -> None:
    vera = browser(market.world.vera)
    for noun, key in records(market).items():
        page = vera.get(market.to(noun, **{noun: key}))
        assert (page.status_code, "editing" in page.content.decode()) == (200, False)
        for verb in ("editing", "trashing"):
            assert vera.post(market.to(f"{noun}_{verb}", **{noun: key})).status_code == 403
    for name in ("customers", "segments", "personas", "tiers"):
        assert "/new" not in vera.get(market.to(name)).content.decode()
    for name in ("picked_segment", "picked_tier", "picked_owner", "picked_trash"):
        assert vera.post(market.to(name), {"item": [market.harbour.pk]}).status_code == 403


def test_an_empty_market_says_what_each_place_is_for_and_offers_the_first_action(market: Market) -> None:  # fmt: skip
    mallory = browser(market.world.mallory)
    slug = market.world.mallory.workspace.slug
    for name, title in (
        ("customers", "No customers yet"),
        ("segments", "No segments yet"),
        ("personas", "No personas yet"),
        ("tiers", "No tiers yet"),
    ):
        page = mallory.get(f"/w/{slug}/market/{name}").content.decode()
        assert title in page
        assert f"/w/{slug}/market/{name}/new" in page
    narrowed = browser(market.world.vera).get(market.to("customers"), {"q": "nobody"})
    assert "Nothing fits" in narrowed.content.decode()


def test_a_customer_is_added_changed_and_thrown_away_on_pages(market: Market) -> None:
    otto = browser(market.world.otto)
    sent = {
        "name": "Bodø marina", "website": "bodo.example", "segment": market.ports.pk, "tier": "", "revenue": "12,5k",
        "currency": "NOK", "since_on": "2024-05-01", "left_on": "", "owner": market.world.otto.pk, "notes": "Rings *often*.",
    }  # fmt: skip
    assert otto.post(market.to("new_customer"), sent).status_code == 302
    made = newest(market, Customer)
    assert (made.revenue, made.currency, made.owner_id) == (1_250_000, "NOK", market.world.otto.pk)
    url = market.to("customer_editing", customer=made.pk)
    form = otto.get(url).content.decode()
    assert 'value="12500"' in form
    assert otto.post(url, sent | {"version": 1, "revenue": "13000"}).status_code == 302
    stale = otto.post(url, sent | {"version": 1, "revenue": "14000"})
    page = stale.content.decode()
    assert stale.status_code == 412
    assert "somebody saved “13000” here" in page
    assert page.count("Meanwhile somebody") == 2  # beside the field, and in the summary
    assert 'value="14000"' in page
    assert otto.post(market.to("customer_trashing", customer=made.pk), {"version": 2}).status_code == 302  # fmt: skip
    assert otto.get(made.page_url()).status_code == 404


def test_saving_a_customer_cuts_no_tie_to_a_segment_in_the_trash(market: Market) -> None:
    world, otto = market.world, browser(market.world.otto)
    trash_segment(by=world.edda, now=world.now, segment=market.ports)
    url = market.to("customer_editing", customer=market.harbour.pk)
    chosen = f'<option value="{market.ports.pk}" selected>'
    assert chosen in otto.get(url).content.decode()
    sent = {"version": 1, "name": "Tromsø", "segment": market.ports.pk, "tier": "", "currency": "EUR"}  # fmt: skip
    assert otto.post(url, sent).status_code == 302
    assert newest(market, Customer).segment_id == market.ports.pk
    assert otto.post(market.to("new_customer"), sent).status_code == 400


def test_bad_input_stands_beside_its_field_and_nothing_typed_is_lost(market: Market) -> None:
    otto = browser(market.world.otto)
    good = {"name": "Bodø", "currency": "EUR"}
    for wrong, told in (
        ({"name": ""}, "required"),
        ({"revenue": "a lot"}, "no amount"),
        ({"revenue": "-5"}, "below zero"),
        ({"revenue": "9" * 30}, "beyond all measure"),
        ({"currency": "XYZ"}, "valid choice"),
        ({"since_on": "2025-02-01", "left_on": "2025-01-01"}, "before it came"),
        ({"website": "somewhere"}, "no address of a website"),
        ({"segment": "none such"}, "valid choice"),
        ({"rank": "a0"}, "no field"),
    ):
        answer = otto.post(market.to("new_customer"), good | {"notes": "Kept words"} | wrong)
        page = answer.content.decode()
        assert (answer.status_code, told in page, "Kept words" in page) == (400, True, True), wrong
    contact = otto.post(market.to("new_contact", customer=market.harbour.pk), {"name": "N", "email": "n at h"})  # fmt: skip
    assert (contact.status_code, "Write an e-mail address" in contact.content.decode()) == (400, True)  # fmt: skip
    tier = browser(market.world.edda).post(market.to("new_tier"), {"name": "Odd", "weight": "-1"})
    assert tier.status_code == 400


def test_segments_tiers_personas_and_contacts_are_made_changed_and_thrown_away(market: Market) -> None:  # fmt: skip
    edda = browser(market.world.edda)
    for noun, model, where, good in (
        ("segment", Segment, {}, {"name": "Fishers", "about": "At sea."}),
        ("tier", Tier, {}, {"name": "Trial", "weight": "0.5"}),
        ("persona", Persona, {}, {"name": "Skipper", "segment": market.ports.pk, "quote": "Aye."}),
        ("contact", Contact, {"customer": market.harbour.pk}, {"name": "Nils", "email": "nils@havn.example"}),
    ):  # fmt: skip
        assert edda.post(market.to(f"new_{noun}", **where), good).status_code == 302
        made = newest(market, model)
        at = {noun: made.pk}
        changed = edda.post(market.to(f"{noun}_editing", **at), good | {"version": 1, "name": "Renamed"})  # fmt: skip
        assert (changed.status_code, newest(market, model).name) == (302, "Renamed")
        stale = edda.post(market.to(f"{noun}_editing", **at), good | {"version": 1})
        assert (stale.status_code, "Renamed" in stale.content.decode()) == (412, True)
        assert edda.post(market.to(f"{noun}_trashing", **at), {"version": 2}).status_code == 302
        assert edda.get(market.to(noun, **at)).status_code == 404


def test_a_tier_is_moved_and_undone_from_the_toast(market: Market) -> None:
    world, edda = market.world, browser(market.world.edda)
    last = create_tier(by=world.edda, now=world.now, name="Trial")
    page = edda.post(market.to("tier_place", tier=last.pk), {"before": market.key_account.pk}, follow=True)  # fmt: skip
    text = page.content.decode()
    assert text.index(">Trial<") < text.index(">Key account<")
    (undo,) = set(re.findall(r"/w/[^\"]+/events/[0-9a-f-]{36}/undo", text))
    assert edda.post(undo).status_code in (200, 302)
    with scope(world.workspace):
        assert Tier.objects.order_by("rank").first() == market.key_account


def test_picked_customers_get_what_is_chosen_and_the_list_stays_where_it_was(market: Market) -> None:  # fmt: skip
    otto = browser(market.world.otto)
    rows = [market.customer(f"Port {n}") for n in range(2)]
    sent = {"item": [row.pk for row in rows], "next": f"{market.to('customers')}?sort=-name"}
    for name, field, value in (
        ("picked_segment", "segment", market.ports.pk),
        ("picked_tier", "tier", market.key_account.pk),
        ("picked_owner", "owner", market.world.otto.pk),
    ):
        answer = otto.post(market.to(name), sent | {field: value})
        assert (answer.status_code, answer["Location"]) == (302, sent["next"])
        with scope(market.world.workspace):
            assert Customer.objects.filter(**{field: value}).count() >= 2
    assert otto.post(market.to("picked_tier"), sent | {"tier": ""}).status_code == 302
    assert otto.post(market.to("picked_tier"), {"tier": ""}).status_code == 400
    assert otto.post(market.to("picked_trash"), sent | {"next": "https://elsewhere.example/"})["Location"] == market.to("customers")  # fmt: skip
    assert market.names() == ["Tromsø harbour office"]


def test_the_list_goes_on_page_by_page_and_keeps_what_it_is_narrowed_to(market: Market) -> None:
    for number in range(60):
        market.customer(f"Port {number:02}", segment=market.ports)
    vera, seen = browser(market.world.vera), list[str]()
    url = market.to("customers") + f"?segment={market.ports.pk}&sort=-name"
    while url:
        page = vera.get(url).content.decode()
        seen += re.findall(r'hx-push-url="true">([^<]+)</a>', page)
        more = re.search(r'<tr class="more">.*?href="([^"]+)"', page, re.DOTALL)
        url = more[1].replace("&amp;", "&") if more else ""
    assert seen == ["Tromsø harbour office", *(f"Port {number:02}" for number in reversed(range(60)))]  # fmt: skip
    assert vera.get(market.to("customers") + "?sort=rock").status_code == 400
    assert vera.get(market.to("customers") + "?segment=rock").status_code == 400


def test_pages_cost_the_same_statements_for_three_and_thirty(
    market: Market, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    world, made = market.world, iter(range(1_000))
    vera = browser(world.vera)

    def grow(count: int) -> None:
        for number in (next(made) for _ in range(count)):
            persona = create_persona(by=world.edda, now=world.now, name=f"Persona {number}", segment=market.ports)  # fmt: skip
            create_tier(by=world.edda, now=world.now, name=f"Tier {number}")
            market.customer(f"Port {number}", segment=market.ports, owner=world.otto)
            create_contact(by=world.otto, now=world.now, customer=market.harbour, name=f"Nils {number}", persona=persona)  # fmt: skip

    lists = [market.to(name) for name in ("customers", "segments", "personas", "tiers")]
    for url in [*lists, *(market.to(noun, **{noun: key}) for noun, key in records(market).items())]:
        assert_constant_queries(grow, lambda url=url: vera.get(url))


def test_a_script_for_a_website_is_shown_and_never_linked(market: Market) -> None:
    with scope(market.world.workspace):
        Customer.objects.update(website="javascript:alert(1)")
    page = browser(market.world.vera).get(market.harbour.page_url()).content.decode()
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_the_market_is_found_by_its_words_and_told_in_activity(market: Market) -> None:
    done(market.world)
    edda, base = browser(market.world.edda), f"/w/{market.world.workspace.slug}"
    for words, noun in (
        ("tromsø harb", "customer"), ("havn.example", "customer"), ("marit", "contact"),
        ("ports", "segment"), ("harbour master", "persona"), ("key account", "tier"),
    ):  # fmt: skip
        address = market.to(noun, **{noun: records(market)[noun]})
        for place in ("search", "palette"):
            page = edda.get(f"{base}/{place}", {"q": words}).content.decode()
            assert f'href="{address}"' in page, (place, words)
    for noun, key in records(market).items():
        told = edda.get(f"{base}/records/{noun}/{key}/activity").content.decode()
        assert "created" in told
        said = edda.post(f"{base}/records/{noun}/{key}/comments", {"body": "Well met."})
        assert said.status_code in (200, 302), noun


def test_what_the_trash_holds_of_the_market_goes_by_its_own_name(market: Market) -> None:
    trash_customers(by=market.world.otto, now=market.world.now, customers=[market.harbour])
    page = browser(market.world.edda).get(f"/w/{market.world.workspace.slug}/trash")
    assert "Tromsø harbour office" in page.content.decode()


def test_a_value_is_changed_where_it_stands_and_taken_back(market: Market) -> None:
    edda, at = browser(market.world.edda), {"customer": market.harbour.pk}
    url = market.to("customer_cell", **at)

    def cell(version: int, **value: Any) -> Any:
        return edda.post(url, {"version": version, **value}, HTTP_HX_REQUEST="true")

    changed = cell(1, revenue="52k").content.decode()
    assert 'data-version="2"' in changed
    assert "€52" in changed
    assert "Edda" in cell(2, owner=market.world.edda.pk).content.decode()
    assert cell(2, name="Port").status_code == 412
    assert "data-problem" in cell(3, revenue="much").content.decode()
    assert cell(3, name="").status_code == 400
    assert cell(3, segment=market.world.otto.pk).status_code == 400
    with scope(market.world.workspace):
        found = Customer.objects.get(pk=market.harbour.pk)
        assert (found.revenue, found.owner_id, found.name) == (5_200_000, market.world.edda.pk, market.harbour.name)  # fmt: skip
    assert browser(market.world.vera).post(url, {"version": 3, "name": "x"}).status_code == 403
    undo = re.search(r"/w/[^\"]+/events/[0-9a-f-]{36}/undo", cell(3, tier="", since_on="").content.decode())  # fmt: skip
    assert undo
    edda.post(undo[0])
    with scope(market.world.workspace):
        assert Customer.objects.get(pk=market.harbour.pk).tier_id == market.harbour.tier_id
