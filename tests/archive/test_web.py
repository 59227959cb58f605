"""Exports and restores from the page and by a program, done by the worker."""

import io
import json
import zipfile
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import AsyncClient, Client
from django.urls import reverse

from leadline.archive.models import Package, Piece
from leadline.archive.operations import ask_for_export, tidy
from leadline.backlog.models import Item
from leadline.foundation import clock, jobs
from leadline.foundation.models import Job
from leadline.workspaces.models import Event, Member, User
from leadline.workspaces.operations import issue_token
from leadline.workspaces.queries import workspaces_of
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import every_workspace, scope
from tests.archive.test_backups import damage
from tests.workspaces.pages import client_of
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def run_jobs() -> None:
    while jobs.do_next(clock.now(), "test"):
        pass


def page(world: World, name: str = "exports", **more: Any) -> str:
    return reverse(f"archive:{name}", kwargs={"slug": world.workspace.slug, **more})


def made(world: World) -> tuple[Package, bytes]:
    """An export that Ann asked for on the page, and its bytes."""
    ann = client_of(world.ann)
    assert ann.post(page(world)).status_code == 302
    run_jobs()
    with scope(world.workspace):
        package = Package.objects.filter(way="out").latest("created_at")
    return package, body_of(ann.get(page(world, "file", key=package.id)))


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def sent(world: World, content: bytes, name: str = "", who: Member | None = None) -> Package:
    """A file that somebody had restored on the page."""
    fields = {"file": SimpleUploadedFile("../../old.zip", content), "name": name}
    assert client_of(who or world.ann).post(page(world, "restores"), fields).status_code == 302
    run_jobs()
    with scope(world.workspace):
        found: Package = Package.objects.filter(way="in").latest("created_at")
    return found


def test_a_workspace_goes_out_and_comes_in_on_the_page() -> None:
    world = make_world()
    world.item("=Show the wind")
    package, content = made(world)
    assert (package.size, package.counts["item"]) == (len(content), 1)
    restored = sent(world, content, "Copy")
    assert (restored.state, restored.restored_to, restored.name) == ("done", "copy", "old.zip")
    assert "Open copy" in client_of(world.ann).get(page(world)).content.decode()
    copy = next(each for each in workspaces_of(world.ann.user) if each.slug == "copy")
    with scope(copy):
        item = Item.objects.get()
        edda = Member.with_trash.get(user__name="Edda")
        assert Item.history.get(id=item.id).history_user_id == edda.id
        assert Event.objects.filter(member__user=world.ann.user).count() > 5
        assert not Package.objects.exists()
    with scope(world.workspace):
        assert not Piece.objects.filter(package=restored).exists()


def test_the_file_is_attached_and_never_shown() -> None:
    world = make_world()
    package, content = made(world)
    answer = client_of(world.ann).get(page(world, "file", key=package.id))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Length"] == str(len(content))
    with scope(world.workspace):
        assert Event.objects.filter(action="workspace.export_taken", member=world.ann).count() == 2


def test_cells_that_a_spreadsheet_would_compute_are_marked() -> None:
    world = make_world()
    world.item("=1+1")
    _, content = made(world)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "'=1+1" in package.read("item.csv").decode("utf-8-sig")
        assert json.loads(package.read("item.jsonl"))["title"] == "=1+1"


def test_a_server_sends_it_piece_by_piece() -> None:
    world = make_world()
    package, content = made(world)
    client = AsyncClient()
    client.force_login(world.ann.user, settings.AUTHENTICATION_BACKENDS[0])

    async def taken() -> bytes:
        answer: Any = await client.get(page(world, "file", key=package.id))
        return b"".join([piece async for piece in answer.streaming_content])

    assert async_to_sync(taken)() == content


def test_one_export_is_written_at_a_time() -> None:
    world = make_world()
    first = ask_for_export(by=world.ann, now=world.now)
    assert ask_for_export(by=world.ann, now=world.now) == first
    Job.objects.filter(name="archive.write").update(gave_up_at=world.now)
    assert ask_for_export(by=world.ann, now=world.now) != first


def test_progress_is_told_while_the_snapshot_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world()
    ask_for_export(by=world.ann, now=clock.now())
    told: list[tuple[str, int, int | None]] = []
    from leadline.archive import jobs as ours

    tell = ours._tell

    def overheard(job: Job, *how: Any) -> None:
        tell(job, *how)
        told.append(how)

    monkeypatch.setattr(ours, "_tell", overheard)
    run_jobs()
    job = Job.objects.get(name="archive.write")
    assert told[0][1:] == (0, job.total)
    assert (job.stage, job.done) == (told[-1][0], told[-1][1])


def test_an_export_goes_after_a_week() -> None:
    world = make_world()
    package, _ = made(world)
    with every_workspace("the test"):
        assert tidy(package.goes_at - timedelta(minutes=1)) == 0
        assert tidy(package.goes_at) == 1
        assert not Piece.objects.exists()


def test_an_export_can_be_deleted_before() -> None:
    world = make_world()
    package, _ = made(world)
    ann = client_of(world.ann)
    ann.post(page(world, "deletion", key=package.id))
    assert ann.get(page(world, "file", key=package.id)).status_code == 404


@pytest.mark.parametrize("who", ["edda", "otto", "vera"])
def test_only_owners_take_the_workspace_out(who: str) -> None:
    world = make_world()
    client = client_of(getattr(world, who))
    assert client.get(page(world)).status_code == 403
    assert client.post(page(world)).status_code == 403


def test_a_damaged_file_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    world = make_world()
    _, content = made(world)
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    damage(path, "role.jsonl")
    for odd in (path.read_bytes(), b"PK no zip", content[: len(content) // 2]):
        refused = sent(world, odd)
        assert refused.state == "failed"
        assert refused.refusal["reason"] in unescape(
            client_of(world.ann).get(page(world)).content.decode()
        )
    assert len(workspaces_of(world.ann.user)) == 1
    assert not User.objects.filter(email__endswith="restored.invalid").exists()


@pytest.mark.parametrize(
    ("noun", "field", "value"),
    [
        ("item", "title", "x" * 5_000), ("item", "item_kind", "dragon"), ("item", "wings", 2), ("item", "title", None),
        ("item", "title", {"a": 1}), ("item", "version", -1), ("item", "version", 10**30),
        ("item", "opened_at", "yesterday"), ("item", "product_id", "0198c0de-0000-7000-8000-000000000000"),
        ("item", "parent_id", "no key"), ("item", "number", "NaN"), ("role", "rights", ["fly"]),
        ("member", "id", "nobody"), ("event", "changes", "\x00"),
    ],
)  # fmt: skip
def test_values_that_leadline_never_wrote_are_refused(noun: str, field: str, value: Any) -> None:
    world = make_world()
    world.item("Show the wind")
    if noun == "role":
        from leadline.workspaces.operations import save_role

        save_role(by=world.ann, now=world.now, name="Planner", rights=[Right.PLAN])
    _, content = made(world)
    refused = sent(world, forged(content, f"{noun}.jsonl", field, value))
    assert refused.state == "failed", refused.counts
    assert len(workspaces_of(world.ann.user)) == 1


def forged(content: bytes, member: str, field: str, value: Any) -> bytes:
    """A package whose rows of one member hold another value, with its checksums made to fit."""
    import hashlib

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    rows = [json.loads(line) | {field: value} for line in parts[member].splitlines()]
    parts[member] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    manifest = json.loads(parts["manifest.json"])
    manifest["members"][member]["sha256"] = hashlib.sha256(parts[member]).hexdigest()
    parts["manifest.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def test_a_strangers_file_tells_nothing_of_who_is_here() -> None:
    world = make_world()
    _, content = made(world)
    theirs = reverse("archive:restores", kwargs={"slug": world.mallory.workspace.slug})
    client_of(world.mallory).post(theirs, {"file": SimpleUploadedFile("x.zip", content), "name": "Spy"})  # fmt: skip
    run_jobs()
    spied = next(each for each in workspaces_of(world.mallory.user) if each.name == "Spy")
    with scope(spied):
        guests = Member.with_trash.exclude(user=world.mallory.user).select_related("user")
        assert {guest.user.is_active for guest in guests} == {False}
        assert not {guest.user_id for guest in guests} & {world.ann.user_id, world.edda.user_id}


def test_a_file_beyond_the_limit_is_refused_with_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 10)
    world = make_world()
    answer = client_of(world.ann).post(page(world, "restores"), {"file": SimpleUploadedFile("x.zip", b"x" * 11), "name": ""})  # fmt: skip
    assert answer.status_code == 400
    assert "leadline restore" in answer.content.decode()


def test_a_program_takes_a_workspace_out_and_brings_it_back() -> None:
    world = make_world()
    world.item("Show the wind")
    with scope(world.workspace):
        _, secret = issue_token(by=world.ann, now=world.now, name="nightly", rights=[Right.EXPORT, Right.WORKSPACE])  # fmt: skip
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    base = f"/api/v1/{world.workspace.slug}"
    asked = program.post(f"{base}/exports")
    assert (asked.status_code, asked.json()["state"]) == (202, "working")
    one = f"{base}/exports/{asked.json()['id']}"
    assert program.get(f"{one}/file").status_code == 404
    run_jobs()
    done = program.get(one)
    assert (done.json()["state"], done.json()["rows"]["item"]) == ("done", 1)
    content = body_of(program.get(f"{one}/file"))
    brought = program.post(f"{base}/restores", {"file": SimpleUploadedFile("x.zip", content), "name": "Twin"})  # fmt: skip
    assert brought.status_code == 202
    run_jobs()
    told = program.get(f"{base}/restores/{brought.json()['id']}").json()
    assert (told["state"], told["workspace"]) == ("done", "twin")
    assert len(program.get(f"{base}/restores").json()["rows"]) == 1
    assert program.delete(one, headers={"If-Match": done.headers["ETag"]}).status_code == 204
    assert program.get(f"{base}/exports").json()["rows"] == []
