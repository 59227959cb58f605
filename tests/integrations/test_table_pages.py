"""The way of customers through the pages, step by step, without a line of JavaScript."""

import csv
import io
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from leadline.foundation import clock
from leadline.integrations.models import TableImport
from leadline.market.models import Customer
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.integrations.files import run_jobs
from tests.integrations.tables import HUBSPOT
from tests.world import World

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'<select[^>]*name="(column-\d+)".*?</select>', re.DOTALL)
CHOSEN = re.compile(r'value="([^"]*)" selected')


def as_(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


class Walk:
    """Edda before the pages of one table."""

    def __init__(self, world: World) -> None:
        self.world, self.client = world, as_(world.edda)

    def to(self, name: str, **named: Any) -> str:
        return reverse(f"integrations:{name}", kwargs={"slug": self.world.workspace.slug, **named})

    def upload(self, text: str) -> Any:
        file = SimpleUploadedFile("companies.csv", text.encode())
        return self.client.post(self.to("new_table"), {"file": file, "of": "customers"})

    @property
    def batch(self) -> TableImport:
        with scope(self.world.workspace):
            found: TableImport = TableImport.objects.latest("created_at")
            return found

    def own(self, name: str = "") -> str:
        return self.to(f"table_{name}" if name else "table", import_id=self.batch.id)

    def see(self, name: str = "") -> str:
        return self.client.get(self.own(name)).content.decode()

    def map(self, **instead: Any) -> Any:
        page = self.see("columns")
        columns = {
            match[1]: (CHOSEN.search(match[0]) or ["", ""])[1] for match in FIELD.finditer(page)
        }
        fields = {"version": self.batch.version, "per": "year", "currency": "USD", "source": "hubspot", "make": "on"}  # fmt: skip
        return self.client.post(self.own("columns"), columns | fields | instead)

    def go(self, name: str) -> None:
        assert self.client.post(self.own(name)).status_code == 302
        run_jobs(clock.now())


@pytest.fixture
def walk(world: World) -> Walk:
    return Walk(world)


def test_edda_brings_customers_from_their_list_to_taking_them_back(walk: Walk) -> None:
    customers = reverse("market:customers", kwargs={"slug": walk.world.workspace.slug})
    assert walk.to("new_table") in walk.client.get(customers).content.decode()
    assert walk.upload(HUBSPOT).status_code == 302
    assert "Reading" in walk.see()
    run_jobs(clock.now())
    assert walk.client.get(walk.own()).headers["Location"] == walk.own("columns")
    assert walk.map().status_code == 302
    run_jobs(clock.now())
    report = walk.see("report").replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    assert "Import 3 customers" in report
    assert "Nobody here has this address or name." in report
    assert "48 000" in report
    assert "Ferries, Ports" in report
    walk.go("writing")
    assert "Take the import back" in walk.see()
    with scope(walk.world.workspace):
        assert Customer.objects.count() == 3
    walk.go("undoing")
    assert "Nothing of it is left." in walk.see()
    with scope(walk.world.workspace):
        assert not Customer.objects.exists()
    assert "companies.csv" in walk.client.get(walk.to("tables")).content.decode()


def test_two_columns_that_mean_one_thing_are_told_beside_both(walk: Walk) -> None:
    walk.upload(HUBSPOT)
    run_jobs(clock.now())
    answer = walk.map(**{"column-0": "name"})
    assert answer.status_code == 400
    assert "means this already" in answer.content.decode()


def test_a_question_that_the_columns_leave_open_is_asked_before_the_check(walk: Walk) -> None:
    walk.upload("Company,Since\nA,03/04/2024\n")
    run_jobs(clock.now())
    assert "What is" not in walk.see("columns")
    assert walk.map(**{"column-1": "since_on"}).headers["Location"] == walk.own("columns")
    page = walk.see("columns")
    assert "What is “03/04/2024”?" in page
    assert "4 March 2024" in page
    assert walk.map().status_code == 400
    walk.map(order="mdy")
    run_jobs(clock.now())
    assert "2024-03-04" in walk.see("report")


def test_a_file_that_cannot_be_read_says_why_and_is_read_another_way(walk: Walk) -> None:
    walk.upload("Company\n")
    run_jobs(clock.now())
    assert "The file holds a header and no rows." in walk.see()
    again = {"encoding": "", "delimiter": ";", "sheet": ""}
    assert walk.client.post(walk.own("reading"), again).status_code == 302


def test_an_import_that_waits_is_discarded_into_the_trash(walk: Walk) -> None:
    walk.upload(HUBSPOT)
    run_jobs(clock.now())
    assert walk.client.post(walk.own("discarding")).headers["Location"] == walk.to("tables")


def test_all_problems_are_downloaded_with_their_rows_as_they_were_brought(walk: Walk) -> None:
    bad = "".join(f"{number},Port {number},=much\n" for number in range(130))
    walk.upload(f"Record ID,Company name,ARR\n{bad}900,Fine,12\n")
    run_jobs(clock.now())
    walk.map()
    run_jobs(clock.now())
    assert walk.own("problems") in walk.see("report")
    lines = list(csv.reader(io.StringIO(walk.see("problems"))))
    assert lines[0] == ["Row", "Kind", "Field", "Value", "Problem", "Remedy", "Record ID", "Company name", "ARR"]  # fmt: skip
    assert len(lines) == 131
    assert (lines[130][0], lines[130][6:]) == ("131", ["129", "Port 129", "'=much"])
    walk.go("writing")
    kept = list(csv.reader(io.StringIO(walk.see("problems"))))
    assert (len(kept), kept[-1][4]) == (102, "30 more were found, and are not kept.")


def test_whoever_may_not_import_is_offered_no_import(world: World) -> None:
    customers = reverse("market:customers", kwargs={"slug": world.workspace.slug})
    assert "imports/tables/new" not in as_(world.otto).get(customers).content.decode()
