"""Customers from the export of a CRM: known again, never merged nor doubled in silence, taken back whole."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.refusals import Invalid, NotAllowed
from leadline.integrations.operations import (
    ChangedSince,
    Upload,
    apply_table,
    ask_for,
    start_table,
)
from leadline.integrations.operations.course import APPLY_TABLE, locked
from leadline.integrations.tables.customers.gathering import gathered
from leadline.integrations.tables.customers.rows import Reader
from leadline.integrations.tables.plans import TablePlan
from leadline.integrations.tables.shape import Faults, Options, Row
from leadline.market.models import Contact, Segment
from leadline.market.operations import (
    change_customer,
    create_contact,
    create_customer,
    trash_customers,
)
from leadline.workspaces.scope import scope
from tests.integrations.tables import HUBSPOT, Bringing, counts, customers, faults
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def bringing(world: World) -> Iterator[Bringing]:
    with scope(world.workspace):
        yield Bringing(world)


def test_an_export_of_hubspot_comes_in_as_it_is_proposed(bringing: Bringing) -> None:
    batch = bringing.bring(HUBSPOT, currency="USD")
    assert counts(batch) == {"new": 3, "new_contacts": 2}
    bergen = customers()["Bergen havn"]
    assert (bergen.website, bergen.revenue, bergen.currency) == ("https://bergenhavn.example", 4_800_000, "USD")  # fmt: skip
    assert bergen.source_key == "hubspot:101"
    assert bergen.segment is not None
    assert bergen.segment.name == "Ports"
    assert str(bergen.since_on) == "2021-03-14"
    assert bergen.owner == bringing.world.otto
    assert faults(batch) == [(3, "value", "Nobody here has this address or name.")]
    kari = Contact.objects.get(email="kari@bergenhavn.example")
    assert (kari.name, kari.job_title, kari.customer) == ("Kari Nes", "Harbour master", bergen)
    assert batch.report["along"] == {"segment": ["Ferries", "Ports"]}


def test_the_same_file_again_changes_nothing(bringing: Bringing) -> None:
    bringing.bring(HUBSPOT)
    assert counts(bringing.bring(HUBSPOT)) == {"unchanged": 3}


def test_an_import_is_taken_back_whole(bringing: Bringing) -> None:
    bringing.take_back(bringing.bring(HUBSPOT))
    assert not customers()
    assert not Contact.objects.exists()
    assert not Segment.objects.exists()


def test_what_was_changed_is_set_back_and_an_earlier_import_can_then_go_too(bringing: Bringing) -> None:  # fmt: skip
    first = bringing.bring(HUBSPOT)
    second = bringing.bring(HUBSPOT.replace("Fjord Ferries", "Fjord Lines").replace("Dahl", "Dale"))
    assert counts(second) == {"changed": 1, "unchanged": 2, "changed_contacts": 1}
    assert "Fjord Lines" in customers()
    bringing.take_back(second)
    assert "Fjord Ferries" in customers()
    assert Contact.objects.get(email="ola@fjord.example").name == "Ola Dahl"
    bringing.take_back(first)
    assert not customers()


def test_nothing_is_taken_back_when_people_built_on_it(bringing: Bringing) -> None:
    batch = bringing.bring(HUBSPOT)
    found = customers()
    change_customer(**bringing.who, customer=found["Oslo havn"], notes="Called them.")
    create_contact(**bringing.who, customer=found["Fjord Ferries"], name="Per")
    with pytest.raises(ChangedSince) as refused:
        bringing.take_back(batch)
    told = [problem.reason for problem in refused.value.problems]
    assert told == ["“Oslo havn” was edited since.", "“Fjord Ferries” has a contact by now."]
    assert len(customers()) == 3


def test_names_that_repeat_without_an_id_are_neither_merged_nor_doubled(bringing: Bringing) -> None:
    text = "Company,ARR\nAcme,1\nNordlys,2\nACME,3\nAcme ,3\n"
    batch = bringing.bring(text)
    assert counts(batch) == {"new": 1, "left_out": 3}
    reason = "3 rows have this name, and nothing tells whether they are one customer."
    assert faults(batch) == [(2, "left_out", reason), (4, "left_out", reason), (5, "left_out", reason)]  # fmt: skip
    assert "id" in batch.report["faults"][0]["remedy"]


def test_a_key_tells_customers_of_one_name_apart(bringing: Bringing) -> None:
    text = "Account ID,Account Name,ARR\n1,Acme,1\n2,Acme,2\n2,Acme,3\n1,Acme,1\n"
    batch = bringing.bring(text)
    assert counts(batch) == {"new": 2, "left_out": 1}
    assert faults(batch) == [
        (4, "left_out", "It has the id of row 3 and says something else."),
        (5, "note", "It says the same as row 2."),
    ]
    assert counts(bringing.bring(text)) == {"unchanged": 2, "left_out": 1}


def test_two_systems_with_the_same_ids_do_not_collide(bringing: Bringing) -> None:
    bringing.bring("Account ID,Account Name\n1,Acme\n", source="salesforce")
    batch = bringing.bring("Account ID,Account Name\n1,Zenith\n", source="old crm")
    assert counts(batch) == {"new": 1}
    assert sorted(customers()) == ["Acme", "Zenith"]


def test_a_customer_typed_by_hand_is_known_by_its_name_and_takes_the_id(bringing: Bringing) -> None:
    create_customer(**bringing.who, name="Bergen Havn", website="www.bergenhavn.example")
    batch = bringing.bring(HUBSPOT)
    assert counts(batch) == {"new": 2, "changed": 1, "new_contacts": 2}
    assert customers()["Bergen havn"].source_key == "hubspot:101"


def test_a_row_that_may_be_two_customers_of_ours_is_left_out(bringing: Bringing) -> None:
    for site in ("a.example", "b.example"):
        create_customer(**bringing.who, name="Acme", website=site)
    batch = bringing.bring("Company\nAcme\n")
    assert faults(batch) == [(2, "left_out", "2 customers of this name are here, and nothing tells which one it is.")]  # fmt: skip


def test_rows_that_differ_only_in_the_contact_are_one_customer(bringing: Bringing) -> None:
    text = "Account ID,Account Name,Contact Name,Email\n1,Acme,Ada,ada@acme.example\n1,Acme,Bo,bo@acme.example\n"  # fmt: skip
    assert counts(bringing.bring(text)) == {"new": 1, "new_contacts": 2}
    assert counts(bringing.bring(text)) == {"unchanged": 1}


def test_what_people_edited_here_stays_and_what_the_source_changed_comes(bringing: Bringing) -> None:  # fmt: skip
    bringing.bring(HUBSPOT)
    oslo, bergen = customers()["Oslo havn"], customers()["Bergen havn"]
    change_customer(**bringing.who, customer=oslo, name="Port of Oslo", website="oslo.example")
    change_customer(**bringing.who, customer=bergen, revenue=1)
    assert counts(bringing.bring(HUBSPOT)) == {"unchanged": 3}
    batch = bringing.bring(HUBSPOT.replace("$48,000.00", "$50,000.00").replace("Oslo havn", "Oslo harbour").replace("2022-05-01", "2022-06-01"))  # fmt: skip
    assert counts(batch) == {"changed": 1, "kept": 1, "unchanged": 1}
    assert [told[:2] for told in faults(batch) if told[1] == "conflict"] == [(2, "conflict"), (3, "conflict")]  # fmt: skip
    assert customers()["Port of Oslo"].since_on.isoformat() == "2022-06-01"  # type: ignore[union-attr]
    assert customers()["Bergen havn"].revenue == 1


def test_amounts_of_a_month_are_taken_twelve_times(bringing: Bringing) -> None:
    bringing.bring("Kunde;Kundennummer;MRR\nAcme;7;1.250,50 €\n")
    acme = customers()["Acme"]
    assert (acme.revenue, acme.currency, acme.source_key) == (1_500_600, "EUR", "crm:7")


def test_what_a_firm_itself_turns_over_is_not_taken_for_what_it_pays(bringing: Bringing) -> None:
    plan = TablePlan(bringing.read("Account Name,Annual Revenue\nAcme,1000000\n"))
    assert "revenue" not in plan.mapping


def test_values_that_do_not_fit_are_left_out_and_their_rows_come_in(bringing: Bringing) -> None:
    text = (
        "Company,Website,ARR,Currency,Customer since,Left on,Email\n"
        "A,not a site,12 apples,EUR,soon,,ada\nB,,-5,EUR,2024-01-05,2023-01-05,\nC,,5,QQQ,,,\n,,1,EUR,,,\n"
    )
    batch = bringing.bring(text)
    assert counts(batch) == {"new": 3, "left_out": 1}
    assert [(number, severity) for number, severity, _ in faults(batch)] == [
        (5, "left_out"), *[(2, "value")] * 4, *[(3, "value")] * 2, (4, "value"),
    ]  # fmt: skip


def test_a_customer_in_the_trash_is_not_brought_a_second_time(bringing: Bringing) -> None:
    bringing.bring(HUBSPOT)
    trash_customers(**bringing.who, customers=[customers()["Oslo havn"]])
    batch = bringing.bring(HUBSPOT)
    assert faults(batch)[0] == (3, "left_out", "This customer lies in the trash.")


def test_segments_are_only_made_where_one_says_so(bringing: Bringing) -> None:
    batch = bringing.bring(HUBSPOT, make=False)
    assert counts(batch)["new"] == 3
    assert not Segment.objects.exists()
    assert "No segment has this name here." in {told[2] for told in faults(batch)}


def test_segments_that_are_in_use_by_now_stay_when_an_import_goes(bringing: Bringing) -> None:
    batch = bringing.bring(HUBSPOT)
    ports = Segment.objects.get(name="Ports")
    create_customer(**bringing.who, name="Tromsø havn", segment=ports)
    batch = bringing.take_back(batch)
    assert list(Segment.objects.all()) == [ports]
    assert batch.report["along_kept"] == [str(ports.id)]


def test_a_table_that_changed_after_its_check_is_weighed_again_when_it_is_written(bringing: Bringing) -> None:  # fmt: skip
    batch = bringing.check(HUBSPOT)
    assert counts(batch)["new"] == 3
    create_customer(**bringing.who, name="Fjord Ferries", website="fjord.example")
    assert counts(bringing.write(batch)) == {"new": 2, "changed": 1, "new_contacts": 2}


def test_the_order_of_day_and_month_is_asked_only_where_no_date_tells(bringing: Bringing) -> None:
    text = "Company,Customer since\nA,03/04/2024\nB,{}/05/2024\n"
    assert TablePlan(bringing.read(text.format("03"))).asks_order
    told = TablePlan(bringing.read(text.format("13")))
    assert (told.asks_order, told.options.order) == (False, "dmy")


def test_the_decimal_mark_is_asked_only_where_no_number_tells(bringing: Bringing) -> None:
    text = 'Company,ARR\nA,"1,200"\nB,"2,500{}"\n'
    assert TablePlan(bringing.read(text.format(""))).asks_decimal
    assert not TablePlan(bringing.read(text.format(".50"))).asks_decimal


def test_of_two_columns_of_one_name_it_is_told_that_one_is_read(bringing: Bringing) -> None:
    batch = bringing.check("Company,company\nBergen havn,Bergen port\n")
    assert counts(batch) == {"new": 1}
    assert faults(batch) == [(1, "note", "Several columns are called “Company”, and one of them is read.")]  # fmt: skip


def test_a_mapping_without_a_name_and_an_id_is_refused(bringing: Bringing) -> None:
    with pytest.raises(Invalid, match="Nothing says what the customers are called"):
        bringing.check(HUBSPOT, {"Company name": "", "Record ID": ""})


def test_whoever_may_not_import_starts_nothing(bringing: Bringing) -> None:
    who = {"by": bringing.world.otto, "now": bringing.world.now}
    with pytest.raises(NotAllowed):
        start_table(**who, of="customers", file=Upload("a.csv", [b"Company\nA\n"]))  # type: ignore[arg-type]


NAMES = st.sampled_from(["Acme", "acme ", "Zenith", "", "n/a", "Ærø"])
CELLS = st.lists(st.tuples(st.sampled_from(["1", "2", "3", ""]), NAMES, st.sampled_from(["", "a.example", "https://www.a.example/", "b c"]), st.text(max_size=6)), min_size=1, max_size=12)  # fmt: skip


@given(rows=CELLS)
def test_every_row_is_either_a_customer_joined_or_told(rows: list[tuple[str, ...]]) -> None:
    found = Faults()
    fields = ("key", "name", "website", "contact_name")
    reader = Reader(Options(source="crm"), found)
    cells = [Row(at, {name: cell for name, cell in zip(fields, row, strict=True) if cell}) for at, row in enumerate(rows, 2)]  # fmt: skip
    drafts = [draft for row in cells if (draft := reader.draft(row))]
    kept = gathered(drafts, found)
    told = {fault.number for fault in found.kept if fault.severity in ("left_out", "note")}
    with_people = {draft.number for draft in drafts if draft.people}
    assert {row.number for row in cells} <= {draft.number for draft in kept} | told | with_people
    identities = [(draft.key,) if draft.key else (draft.folded, draft.host) for draft in kept]
    assert len(set(identities)) == len(identities)


def test_the_workspace_is_not_held_while_a_table_is_weighed(bringing: Bringing) -> None:
    batch = bringing.check(HUBSPOT)
    ask_for(**bringing.who, batch=batch, job=APPLY_TABLE)
    with CaptureQueriesContext(connection) as asked:
        apply_table(**bringing.who, batch=locked(batch))
    first = {word: next(at for at, query in enumerate(asked) if word in query["sql"]) for word in ("market_customer", "chainhead")}  # fmt: skip
    assert first["market_customer"] < first["chainhead"]


def test_what_comes_in_between_weighing_and_writing_is_known_and_not_doubled(bringing: Bringing) -> None:  # fmt: skip
    batch = bringing.check(HUBSPOT)
    ask_for(**bringing.who, batch=batch, job=APPLY_TABLE)
    typed = ["Bergen havn", "Oslo havn", "Fjord Ferries"]

    def type_one(stage: str, _done: int, _of: int | None) -> None:
        if stage == "Importing":
            create_customer(**bringing.who, name=typed.pop(0))

    done = apply_table(**bringing.who, batch=locked(batch), progress=type_one)
    assert typed == ["Fjord Ferries"]
    assert counts(done) == {"new": 1, "changed": 2, "new_contacts": 2}
    assert len(customers()) == 3
