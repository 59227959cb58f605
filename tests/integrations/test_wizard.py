"""The way of a file through the pages, step by step, without a line of JavaScript."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from leadline.backlog.models import Item
from leadline.backlog.operations import change_item
from leadline.foundation import clock
from leadline.integrations.models import Import, State
from leadline.workspaces.models import Member
from leadline.workspaces.scope import scope
from tests.integrations.files import JIRA, bring, imported, run_jobs
from tests.world import World


def as_(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def address(world: World, name: str, **named: Any) -> str:
    return reverse(f"integrations:{name}", kwargs={"slug": world.workspace.slug, **named})


def upload(world: World, client: Client, text: str, **fields: str) -> Any:
    file = SimpleUploadedFile("jira.csv", text.encode())
    return client.post(
        address(world, "new"), {"files": [file], "product": "WS", "new_product": "", **fields}
    )


def newest(world: World) -> Import:
    with scope(world.workspace):
        found: Import = Import.objects.latest("created_at")
        return found


def test_edda_brings_a_jira_export_from_upload_to_undo(world: World) -> None:
    client = as_(world.edda)
    assert upload(world, client, JIRA).status_code == 302
    batch = newest(world)
    one = {"import_id": batch.id}
    assert b"Reading" in client.get(address(world, "import", **one)).content
    run_jobs(clock.now())

    assert client.get(address(world, "import", **one)).headers["Location"] == address(
        world, "files", **one
    )
    assert b"Show the wind" in client.get(address(world, "files", **one)).content
    assert client.post(address(world, "roles", **one), {"role-0": "items"}).headers[
        "Location"
    ] == address(world, "columns", position=0, **one)
    page = client.get(address(world, "columns", position=0, **one))
    fields = filled(page.content.decode())
    assert client.post(address(world, "columns", position=0, **one), fields).headers[
        "Location"
    ] == address(world, "statuses", **one)
    fields = filled(client.get(address(world, "statuses", **one)).content.decode())
    assert client.post(address(world, "statuses", **one), fields).status_code == 302
    run_jobs(clock.now())
    report = client.get(address(world, "report", **one)).content.decode()
    assert "Import 3 items" in report.replace("\u00a0", " ").replace("\u202f", " ")

    assert client.post(address(world, "writing", **one)).status_code == 302
    run_jobs(clock.now())
    assert "Undo the import" in client.get(address(world, "import", **one)).content.decode()
    with scope(world.workspace):
        assert set(Item.objects.values_list("title", flat=True)) == {
            "Show the wind",
            "Show the rain",
            "Show the snow",
        }
    assert client.post(address(world, "undoing", **one)).status_code == 302
    assert "Taking back" in client.get(address(world, "import", **one)).content.decode()
    run_jobs(clock.now())
    assert "Taken back" in client.get(address(world, "import", **one)).content.decode()
    with scope(world.workspace):
        assert not Item.with_trash.exists()
    assert client.get(address(world, "imports")).status_code == 200


def filled(html: str) -> dict[str, str]:
    """What the page's form for the step would send as it stands."""
    import re

    found = {}
    for name, inside in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(
            r'<option value="([^"]*)"', inside
        )
        found[name] = chosen[1] if chosen else ""
    for tag in re.findall(r"<input[^>]+>", html):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes.get("type") == "radio" and "checked" not in tag:
            continue
        if attributes.get("name") and attributes.get("type") in ("hidden", "text", "radio"):
            found[attributes["name"]] = attributes.get("value", "")
    return {
        name: value for name, value in found.items() if name not in ("csrfmiddlewaretoken", "next")
    }


@pytest.mark.parametrize(
    ("name", "status"), [("edda", 200), ("vera", 403), ("otto", 403), ("mallory", 404)]
)
def test_who_may_see_imports(world: World, name: str, status: int) -> None:
    batch = bring(world, JIRA)
    client = as_(getattr(world, name))
    pages = [
        address(world, "imports"),
        address(world, "new"),
        address(world, "files", import_id=batch.id),
    ]
    pages += [
        address(world, "columns", import_id=batch.id, position=0),
        address(world, "statuses", import_id=batch.id),
    ]
    assert {client.get(page).status_code for page in pages} == {status}


def test_a_new_product_is_made_for_the_files(world: World) -> None:
    client = as_(world.edda)
    assert upload(world, client, JIRA, product="new", new_product="Buoy").status_code == 302
    assert newest(world).product.name == "Buoy"


def test_an_upload_without_files_says_so_and_keeps_what_was_typed(world: World) -> None:
    answer = as_(world.edda).post(address(world, "new"), {"product": "new", "new_product": "Buoy"})
    assert answer.status_code == 400
    assert 'value="Buoy"' in answer.content.decode()


def test_a_mapping_with_two_titles_is_refused_beside_the_columns(world: World) -> None:
    batch = bring(world, JIRA)
    client, where = as_(world.edda), address(world, "columns", import_id=batch.id, position=0)
    fields = filled(client.get(where).content.decode())
    twice = {
        name: "title" if value in ("title", "description") else value
        for name, value in fields.items()
    }
    answer = client.post(where, twice)
    assert answer.status_code == 400
    assert "is the title already" in answer.content.decode()


def test_a_file_that_cannot_be_read_names_row_and_remedy(world: World) -> None:
    batch = bring(world, 'Key,Title\nA-1,"never closed\n')
    page = as_(world.edda).get(address(world, "import", import_id=batch.id)).content.decode()
    assert "row 2" in page
    assert "opened and never closed" in page


def test_progress_leads_on_when_the_work_is_done(world: World) -> None:
    batch = bring(world, JIRA)
    answer = as_(world.edda).get(
        address(world, "progress", import_id=batch.id), headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Redirect"] == address(world, "files", import_id=batch.id)


def test_an_import_on_which_somebody_built_says_so_and_stays(world: World, tmp_path: Path) -> None:
    client = as_(world.edda)
    with scope(world.workspace):
        answer = imported(world, tmp_path, JIRA)
        rain = Item.objects.get(title="Show the rain")
        change_item(by=world.otto, now=world.later(hours=1), item=rain, title="Show the hail")
    one = {"import_id": UUID(answer.import_id)}
    client.post(address(world, "undoing", **one))
    run_jobs(clock.now())
    page = client.get(address(world, "import", **one)).content.decode()
    assert "“Show the hail” was edited since." in page
    assert "Undo the import" in page
    with scope(world.workspace):
        assert Item.objects.count() == 3


def test_taking_back_can_be_stopped_before_the_worker_takes_it_up(world: World, tmp_path: Path) -> None:  # fmt: skip
    client = as_(world.edda)
    with scope(world.workspace):
        answer = imported(world, tmp_path, JIRA)
    one = {"import_id": UUID(answer.import_id)}
    client.post(address(world, "undoing", **one))
    client.post(address(world, "stopping", **one))
    run_jobs(clock.now())
    assert newest(world).state == State.DONE
