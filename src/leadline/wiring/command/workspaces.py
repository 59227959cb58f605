"""workspace: which there are, and bringing a removed one back."""

import argparse
from typing import Any

from leadline.archive.purging import KEPT
from leadline.foundation import clock
from leadline.foundation.refusals import NotFound
from leadline.wiring.command.common import console, print_json
from leadline.workspaces.models import Workspace
from leadline.workspaces.operations import bring_back_workspace


def add(verbs: Any) -> None:
    workspace = verbs.add_parser("workspace", help="list workspaces, bring a removed one back")
    actions = workspace.add_subparsers(required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="all workspaces, the removed ones with the day they go for good")  # fmt: skip
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_list)
    restored = actions.add_parser("restore", help="bring a removed workspace back")
    restored.add_argument("slug", help="as in its address, /w/SLUG")
    restored.set_defaults(run=run_restore)


def run_list(asked: argparse.Namespace) -> int:
    lines = [_line(each) for each in Workspace.objects.order_by("removed_at", "slug")]
    if asked.json:
        print_json(lines)
        return 0
    for line in lines:
        told = f"removed, goes for good on {line['goes_on']}" if line["goes_on"] else ""
        console.print(f"{line['slug']:42} {line['name']:42} {told}", highlight=False)
    return 0


def _line(workspace: Workspace) -> dict[str, Any]:
    goes_on = (workspace.removed_at + KEPT).date() if workspace.removed_at else None
    return {"slug": workspace.slug, "name": workspace.name, "removed_at": workspace.removed_at, "goes_on": goes_on}  # fmt: skip


def run_restore(asked: argparse.Namespace) -> int:
    workspace = Workspace.objects.filter(slug=asked.slug).first()
    if workspace is None:
        raise NotFound(f"There is no workspace “{asked.slug}”.", remedy="See `leadline workspace list`.")  # fmt: skip
    bring_back_workspace(workspace=workspace, now=clock.now())
    console.print(f"{workspace.name} is back, with everybody who was in it.")
    return 0
