"""The pages of this room: for whom they open, and what they show."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.foundation import clock
from leadline.metrics.models import Annotation, Metric, Reading, Target
from leadline.metrics.operations import add_annotation, set_target, trash_metric
from leadline.products.operations import trash_product
from leadline.workspaces.operations import remove_member
from leadline.workspaces.scope import scope
from tests.backlog.pages import PART, browser
from tests.metrics.cast import CALM, online, read, to, today, values_of
from tests.world import World

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def present(world: World) -> None:
    """Pages ask the clock themselves, so the story plays now."""
    world.now = clock.now()


def text_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def full(world: World) -> Metric:
    """A metric with everything that may hang on one."""
    metric = online(world, about="Heard from **within** the hour.", source="The station log")
    read(world, metric, [*CALM, 80])
    set_target(
        by=world.edda,
        now=world.now,
        metric=metric,
        value=Decimal(98),
        due_on=today(world) + 90 * DAY,
    )
    add_annotation(by=world.otto, now=world.now, metric=metric, on=today(world) - 20 * DAY, text="Firmware 4")  # fmt: skip
    return metric


def test_every_page_opens_for_a_member_and_for_no_outsider(world: World) -> None:
    metric = full(world)
    for url in (to(world, "metrics"), to(world, "new_metric"), *(to(world, name, metric) for name in ("metric", "metric_editing", "adding"))):  # fmt: skip
        assert browser(world.edda).get(url).status_code == 200, url
        assert browser(world.mallory).get(url).status_code == 404, url


def test_a_viewer_reads_and_changes_nothing(world: World) -> None:
    metric = full(world)
    vera = browser(world.vera)
    page = text_of(vera.get(to(world, "metric", metric)))
    assert "Stations online" in page
    assert "Add reading" not in page
    for name in ("readings", "targets", "annotations", "adding", "checking", "metric_editing", "metric_trashing"):  # fmt: skip
        assert vera.post(to(world, name, metric)).status_code == 403, name
    otto = browser(world.otto)
    for name in ("targets", "metric_editing", "metric_trashing"):
        assert otto.post(to(world, name, metric)).status_code == 403, name


def test_the_page_of_a_metric_says_where_it_stands_and_what_stands_out(world: World) -> None:
    page = text_of(browser(world.vera).get(to(world, "metric", full(world))))
    for words in ("80.0\u202f%", "stands out of the usual noise", "Firmware 4", "methods/charts.xmr.md", "98.0\u202f% or more", "18.0\u202fpoints to go", "<strong>within</strong>"):  # fmt: skip
        assert words in page, words


def test_a_target_that_would_press_the_picture_flat_is_told_beside_it(world: World) -> None:
    metric = online(world, metric_kind="number")
    read(world, metric)
    set_target(by=world.edda, now=world.now, metric=metric, value=Decimal(90_000), due_on=today(world) + 90 * DAY)  # fmt: skip
    page = text_of(browser(world.vera).get(to(world, "metric", metric)))
    assert ("lies beyond the picture" in page, "target 90" in page) == (True, False)


@pytest.mark.parametrize("limits", ["plain", "log", "residual"])
@pytest.mark.parametrize("span", ["year", "years", "all"])
def test_the_chart_is_drawn_with_other_limits_and_spans(world: World, span: str, limits: str) -> None:  # fmt: skip
    metric = full(world)
    page = browser(world.vera).get(to(world, "metric", metric), {"span": span, "limits": limits})
    assert (page.status_code, "upper limit" in text_of(page)) == (200, limits != "residual")


def test_a_chart_that_is_not_offered_is_refused(world: World) -> None:
    assert browser(world.vera).get(to(world, "metric", online(world)), {"span": "age"}).status_code == 400  # fmt: skip


def test_a_metric_without_readings_says_what_it_needs(world: World) -> None:
    metric = online(world)
    assert "Limits take six readings; there are 0" in text_of(browser(world.vera).get(to(world, "metric", metric)))  # fmt: skip
    read(world, metric, [94, 95])
    assert "Limits take six readings; there are 2" in text_of(browser(world.vera).get(to(world, "metric", metric)))  # fmt: skip


def test_an_empty_workspace_is_told_what_a_metric_is(world: World) -> None:
    assert "No metrics yet" in text_of(browser(world.vera).get(to(world, "metrics")))


def test_the_list_is_narrowed_by_its_address(world: World) -> None:
    online(world)
    online(world, name="Orders", metric_kind="number", owner=None, product=None)
    vera = browser(world.vera)
    for query, there, gone in (
        ({"q": "ORD"}, "Orders", "Stations"),
        ({"product": str(world.station.pk)}, "Stations", ">Orders"),
        ({"owner": str(world.otto.pk)}, "Stations", ">Orders"),
    ):
        page = text_of(vera.get(to(world, "metrics"), query)).partition("metrics-part")[2]
        assert there in page, query
        assert gone not in page, query
    assert vera.get(to(world, "metrics"), {"state": "odd"}).status_code == 400
    assert vera.get(to(world, "metrics"), {"owner": "odd"}).status_code == 400


def test_an_old_reading_is_shown_with_its_age(world: World) -> None:
    metric = online(world)
    read(world, metric, last=today(world) - 30 * DAY)
    page = text_of(browser(world.vera).get(to(world, "metrics")))
    assert 'class="stale"' in page
    assert "30 days ago" in page


def test_a_metric_is_made_edited_and_thrown_away(world: World) -> None:
    edda = browser(world.edda)
    fields = {"name": "Orders", "metric_kind": "number", "unit": "orders", "decimals": 0, "direction": "more", "cadence": "daily", "product": str(world.station.pk), "owner": str(world.otto.pk)}  # fmt: skip
    assert edda.post(to(world, "new_metric"), fields).status_code == 302
    with scope(world.workspace):
        metric = Metric.objects.get()
    assert (metric.product, metric.owner) == (world.station, world.otto)
    again = edda.post(to(world, "new_metric"), fields | {"name": "ORDERS"})
    assert (again.status_code, "already" in text_of(again)) == (409, True)
    money = edda.post(to(world, "new_metric"), fields | {"name": "Revenue", "metric_kind": "money"})
    assert (money.status_code, "no currency" in text_of(money)) == (400, True)
    changed = edda.post(to(world, "metric_editing", metric), fields | {"version": 1, "name": "Sales"})  # fmt: skip
    assert changed.status_code == 302
    stale = edda.post(to(world, "metric_editing", metric), fields | {"version": 1, "name": "Turnover"})  # fmt: skip
    assert (stale.status_code, "Sales" in text_of(stale), "Turnover" in text_of(stale)) == (412, True, True)  # fmt: skip
    assert edda.post(to(world, "metric_trashing", metric), {"version": 2}).status_code == 302
    assert edda.get(to(world, "metric", metric)).status_code == 404


def test_editing_a_metric_keeps_an_owner_who_is_out(world: World) -> None:
    metric, edda = online(world), browser(world.edda)
    remove_member(by=world.ann, now=world.now, member=world.otto)
    page = text_of(edda.get(to(world, "metric_editing", metric)))
    assert f'value="{world.otto.pk}" selected' in page
    fields = {"name": "Online", "metric_kind": "share", "decimals": 1, "direction": "more", "cadence": "weekly", "product": "", "owner": str(world.otto.pk)}  # fmt: skip
    assert edda.post(to(world, "metric_editing", metric), fields | {"version": 1}).status_code == 302  # fmt: skip
    with scope(world.workspace):
        saved = Metric.objects.get()
    assert (saved.name, saved.owner) == ("Online", world.otto)


def test_a_value_is_added_edited_in_its_row_and_removed(world: World) -> None:
    metric, otto = online(world), browser(world.otto)
    assert otto.post(to(world, "readings", metric), {"on": "2026-03-01", "value": "94,5 %", "note": "Storm"}).status_code == 302  # fmt: skip
    with scope(world.workspace):
        reading = Reading.objects.get()
    assert (str(reading.value.normalize()), reading.note) == ("94.5", "Storm")
    row = otto.post(to(world, "reading", metric, reading=reading.pk), {"value": "95", "version": 1}, **PART)  # fmt: skip
    assert (row.status_code, "95.0\u202f%" in text_of(row)) == (200, True)
    stale = otto.post(to(world, "reading", metric, reading=reading.pk), {"note": "Gale", "version": 1}, **PART)  # fmt: skip
    assert stale.status_code == 412
    assert otto.post(to(world, "reading", metric, reading=reading.pk), {"note": "", "version": 2}).status_code == 302  # fmt: skip
    assert otto.post(to(world, "reading_removal", metric, reading=reading.pk), {"version": 3}).status_code == 302  # fmt: skip
    assert values_of(world, metric) == {}


def test_a_value_that_may_be_two_is_asked_again(world: World) -> None:
    metric = online(world, metric_kind="number")
    answer = browser(world.otto).post(to(world, "readings", metric), {"on": "2026-03-01", "value": "1,234"}, **PART)  # fmt: skip
    assert (answer.status_code, "thousand" in text_of(answer)) == (400, True)
    for odd in ("12a", "", "NaN", "1e5", "1.2.3.4"):
        answer = browser(world.otto).post(to(world, "readings", metric), {"on": "2026-03-01", "value": odd}, **PART)  # fmt: skip
        assert answer.status_code == 400, odd
    assert values_of(world, metric) == {}


def test_targets_and_notes_are_set_and_removed_on_the_page(world: World) -> None:
    metric, edda = online(world), browser(world.edda)
    assert edda.post(to(world, "targets", metric), {"value": "98", "due_on": "2999-06-30"}).status_code == 302  # fmt: skip
    assert edda.post(to(world, "annotations", metric), {"on": "2026-02-20", "text": "Launch", "whole_product": "on"}).status_code == 302  # fmt: skip
    with scope(world.workspace):
        target, note = Target.objects.get(), Annotation.objects.get()
    assert (note.product, note.metric) == (world.station, None)
    edda.post(to(world, "target_removal", metric, target=target.pk))
    edda.post(to(world, "annotation_removal", metric, annotation=note.pk))
    with scope(world.workspace):
        assert (Target.objects.count(), Annotation.objects.count()) == (0, 0)


def test_pasted_rows_are_checked_first_and_then_written(world: World) -> None:
    metric, otto = online(world), browser(world.otto)
    rows = {"text": "Day;Value\n16.02.2026;94,5\n23.02.2026;95"}
    check = otto.post(to(world, "checking", metric), rows)
    assert (check.status_code, "2 new" in text_of(check), values_of(world, metric)) == (200, True, {})  # fmt: skip
    assert otto.post(to(world, "adding", metric), rows).status_code == 302
    assert [str(value.normalize()) for value in values_of(world, metric).values()] == ["94.5", "95"]
    assert "Nothing is new" in text_of(otto.post(to(world, "checking", metric), rows))


def test_a_file_takes_the_place_of_the_rows(world: World) -> None:
    metric, otto = online(world), browser(world.otto)
    file = SimpleUploadedFile("online.csv", b"date,value\n2026-02-16,94.5\n")
    check = text_of(otto.post(to(world, "checking", metric), {"text": "", "file": file}))
    assert "2026-02-16,94.5" in check
    latin = SimpleUploadedFile("online.csv", "Tag;Größe\n16.02.2026;94,5\n".encode("latin-1"))
    check = text_of(otto.post(to(world, "checking", metric), {"text": "", "file": latin}))
    assert ("Tag;Größe" in check, "1 new" in check) == (True, True)
    book = SimpleUploadedFile("online.csv", b"PK\x03\x04 and the rest")
    refused = otto.post(to(world, "checking", metric), {"text": "", "file": book})
    assert (refused.status_code, "Save its sheet as CSV" in text_of(refused)) == (400, True)


def test_a_wrong_row_stops_all_of_them(world: World) -> None:
    metric, otto = online(world), browser(world.otto)
    rows = {"text": "2026-02-16,94\n2026-02-30,95\n2999-12-01,96\n2026-02-23,101"}
    answer = otto.post(to(world, "adding", metric), rows)
    assert (answer.status_code, values_of(world, metric)) == (400, {})
    assert "is no date here" in text_of(answer)
    later = text_of(otto.post(to(world, "checking", metric), {"text": rows["text"].replace("-30", "-17")}))  # fmt: skip
    assert "is still to come" in later
    assert "between 0 and 100" in later


def test_what_can_be_read_in_two_ways_is_asked(world: World) -> None:
    metric, otto = online(world), browser(world.otto)
    rows = {"text": "1/2/2026\t94\n2/2/2026\t95"}
    asked = text_of(otto.post(to(world, "checking", metric), rows))
    assert "can be read in two ways" in asked
    assert otto.post(to(world, "adding", metric), rows).status_code == 400
    otto.post(to(world, "adding", metric), rows | {"order": "day"})
    assert [day.isoformat() for day in values_of(world, metric)] == ["2026-02-01", "2026-02-02"]


def test_values_finer_than_the_metric_shows_are_told_before_they_are_written(world: World) -> None:
    metric, otto = online(world, decimals=1), browser(world.otto)
    check = text_of(otto.post(to(world, "checking", metric), {"text": "2026-01-05, 96.25"}))
    assert "They will look rounded" in check
    check = text_of(otto.post(to(world, "checking", metric), {"text": "2026-01-05, 96.2"}))
    assert "They will look rounded" not in check


def test_a_metric_hides_with_its_product_and_comes_back_from_the_trash(world: World) -> None:
    metric = online(world)
    trash_metric(by=world.edda, now=world.now, metric=metric)
    edda = browser(world.edda)
    base = f"/w/{world.workspace.slug}"
    assert "Stations online" in text_of(edda.get(f"{base}/trash"))
    edda.post(f"{base}/records/metric/{metric.pk}/restoring")
    assert edda.get(to(world, "metric", metric)).status_code == 200
    trash_product(by=world.edda, now=world.now, product=world.station)
    assert edda.get(to(world, "metric", metric)).status_code == 404
    assert "No metrics yet" in text_of(edda.get(to(world, "metrics")))


def test_lists_cost_the_same_statements_for_three_and_thirty(
    world: World, assert_constant_queries: Callable[[Any, Any], None]
) -> None:
    made = iter(range(1_000))
    vera = browser(world.vera)
    metric = full(world)

    def grow(count: int) -> None:
        for number in (next(made) for _ in range(count)):
            read(world, online(world, name=f"Metric {number}"), [*CALM] * 2)
            add_annotation(by=world.otto, now=world.now, metric=metric, on=today(world), text=f"Note {number}", whole_product=number % 2 > 0)  # fmt: skip

    assert_constant_queries(grow, lambda: vera.get(to(world, "metrics")))
    assert_constant_queries(grow, lambda: vera.get(to(world, "metric", metric)))
