"""Imports by a program: upload, map, dry run, report, import, undo."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leadline.backlog.models import Item
from leadline.foundation import clock
from leadline.integrations.models import TablePiece
from leadline.market.models import Customer
from leadline.workspaces.operations import issue_token
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.integrations.files import JIRA, run_jobs
from tests.integrations.tables import HUBSPOT
from tests.world import World


class Program:
    """A client with a token of Edda's."""

    def __init__(self, world: World, *rights: Right, of: str = "imports") -> None:
        with scope(world.workspace):
            _, secret = issue_token(by=world.edda, now=world.now, name="script", rights=rights)
        self.client, self.headers = Client(), {"Authorization": f"Bearer {secret}"}
        self.base = f"/api/v1/{world.workspace.slug}/{of}"

    def get(self, path: str = "", **query: str) -> Any:
        return self.client.get(self.base + path, query, headers=self.headers)

    def post(self, path: str = "", body: Any = None) -> Any:
        return self.client.post(
            self.base + path, body, content_type="application/json", headers=self.headers
        )

    def upload(self, text: str) -> Any:
        file = SimpleUploadedFile("jira.csv", text.encode())
        return self.client.post(self.base, {"product": "WS", "files": [file]}, headers=self.headers)

    def upload_table(self, text: str, of: str = "customers") -> Any:
        file = SimpleUploadedFile("crm.csv", text.encode())
        return self.client.post(self.base, {"of": of, "file": file}, headers=self.headers)


RIGHTS = (Right.IMPORT, Right.PLAN, Right.CONTRIBUTE)


def test_a_program_brings_a_file_and_takes_it_back(world: World) -> None:
    program = Program(world, *RIGHTS)
    answer = program.upload(JIRA)
    assert answer.status_code == 201
    one = f"/{answer.json()['id']}"
    run_jobs(clock.now())
    assert program.get(one).json()["statuses"] == {
        "Done": "done",
        "In Progress": "doing",
        "To Do": "to_do",
    }
    mapped = program.post(
        f"{one}/mapping", {"columns": {"0": {"Priority": "none"}}, "statuses": {"To Do": "to_do"}}
    )
    assert {each["name"]: each["kind"] for each in mapped.json()["files"][0]["columns"]}[
        "Priority"
    ] == "none"
    assert program.post(f"{one}/check").status_code == 202
    run_jobs(clock.now())
    assert program.get(one).json()["report"]["new"] == 3
    assert program.get(f"{one}/problems").json()["rows"] != []
    assert program.post(f"{one}/apply").status_code == 202
    run_jobs(clock.now())
    assert program.get(one).json()["state"] == "done"
    assert program.post(f"{one}/undo").json()["state"] == "undoing"
    run_jobs(clock.now())
    assert program.get(one).json()["state"] == "undone"
    with scope(world.workspace):
        assert not Item.with_trash.exists()
    assert len(program.get().json()["rows"]) == 1


def test_a_program_brings_customers_and_takes_them_back(world: World) -> None:
    program = Program(world, *RIGHTS, of="table-imports")
    one = f"/{program.upload_table(HUBSPOT).json()['id']}"
    run_jobs(clock.now())
    columns = {each["name"]: each["means"] for each in program.get(one).json()["columns"]}
    assert columns["ARR"] == "revenue"
    kept = {name: means for name, means in columns.items() if means != "owner"}
    mapped = program.post(f"{one}/mapping", {"columns": kept, "currency": "NOK", "per": "month"})
    assert (mapped.json()["options"]["currency"], mapped.json()["asks"]) == ("NOK", [])
    assert program.post(f"{one}/check").status_code == 202
    run_jobs(clock.now())
    report = program.get(one).json()["report"]
    assert (report["new"], report["faults"]) == (3, [])
    assert report["sample"][0]["revenue"] == 57_600_000
    assert program.post(f"{one}/apply").status_code == 202
    run_jobs(clock.now())
    assert program.get(one).json()["state"] == "done"
    assert program.post(f"{one}/undo").status_code == 202
    run_jobs(clock.now())
    assert program.get(one).json()["state"] == "undone"
    with scope(world.workspace):
        assert not Customer.with_trash.exists()
        assert not TablePiece.objects.exists()
    assert len(program.get().json()["rows"]) == 1


def test_a_table_of_no_known_kind_and_a_column_that_is_not_there_are_refused(world: World) -> None:
    program = Program(world, *RIGHTS, of="table-imports")
    assert program.upload_table(HUBSPOT, of="rivals").status_code == 404
    one = f"/{program.upload_table(HUBSPOT).json()['id']}"
    run_jobs(clock.now())
    for columns in ({"Size": "name"}, {"Industry": "size", "ARR": "name"}):
        assert program.post(f"{one}/mapping", {"columns": columns}).status_code == 400


def test_a_token_without_the_right_cannot_bring_files(world: World) -> None:
    assert Program(world, Right.CONTRIBUTE).upload(JIRA).status_code == 403


def test_an_unknown_product_or_kind_is_refused_with_the_choices(world: World) -> None:
    program = Program(world, *RIGHTS)
    one = f"/{program.upload(JIRA).json()['id']}"
    run_jobs(clock.now())
    answer = program.post(f"{one}/mapping", {"columns": {"0": {"Priority": "colour"}}})
    assert (answer.status_code, "Take one of" in answer.json()["detail"]) == (400, True)
    assert program.post(f"{one}/apply").status_code == 409
    assert program.post(f"{one}/mapping", {"columns": {"0": {"Nope": "none"}}}).status_code == 400
