"""What ties items together: dependencies and labels."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from leadline.backlog.models import Dependency, Item, ItemLabel, Label
from leadline.backlog.operations.rows import fresh, only
from leadline.foundation.refusals import Invalid, Refusal
from leadline.workspaces.models import Change, Event, Member
from leadline.workspaces.models.bulk import create_all, remove_all
from leadline.workspaces.operations import operation, record
from leadline.workspaces.rights import Right


class AlreadyBlocked(Refusal):
    """This dependency stands already."""


@operation(needs=Right.CONTRIBUTE)
def add_dependency(*, by: Member, now: datetime, blocker: Item, blocked: Item) -> Dependency:
    """Say that `blocked` cannot be finished before `blocker`.

    Raises `Circle`, which names the way round, and `AlreadyBlocked`.
    """
    if Dependency.objects.filter(blocker=blocker, blocked=blocked).exists():
        raise AlreadyBlocked(f"{blocker.key} blocks {blocked.key} already.", field="blocker")
    dependency, change = Dependency.create(by=by, now=now, blocker=blocker, blocked=blocked)
    record(by, now, "dependency.added", subject=blocked, changes=[change])
    return dependency


@operation(needs=Right.CONTRIBUTE)
def remove_dependency(*, by: Member, now: datetime, dependency: Dependency) -> Event | None:
    """Take a dependency away."""
    blocked = dependency.blocked
    return record(by, now, "dependency.removed", subject=blocked, changes=[dependency.remove()])


@operation(needs=Right.CONTRIBUTE)
def label_items(
    *, by: Member, now: datetime, items: Sequence[Item],
    add: Iterable[str] = (), remove: Iterable[str] = (),
) -> Event | None:  # fmt: skip
    """Put labels on items and take labels off; a new word becomes a label of the workspace."""
    rows = fresh(items)
    labels, made = _labels(by, now, add)
    changes = made + _take_off(rows, remove) + _put_on(by, now, rows, labels)
    return record(by, now, "items.labelled", subject=only(rows), changes=changes)


@operation(needs=Right.CONTRIBUTE)
def label_named(*, by: Member, now: datetime, name: str) -> Label:
    """The label called so, in whatever case; made where there is none."""
    (label,), made = _labels(by, now, [name])
    record(by, now, "label.created", subject=label, changes=made)
    return label


@operation(needs=Right.PLAN)
def rename_label(
    *, by: Member, now: datetime, label: Label, name: str, version: int | None = None
) -> Event | None:
    """Call a label something else, everywhere at once."""
    others = Label.objects.filter(name__iexact=name).exclude(pk=label.pk)
    if others.exists():
        raise Invalid(f"There is a label “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
    change = label.change(by=by, now=now, version=version, name=name)
    return record(by, now, "label.renamed", subject=label, changes=[change])


@operation(needs=Right.PLAN)
def trash_label(*, by: Member, now: datetime, label: Label) -> Event | None:
    """Put a label into the trash; items show it no more."""
    return record(by, now, "label.trashed", subject=label, changes=[label.trash(by=by, now=now)])


def _labels(by: Member, now: datetime, names: Iterable[str]) -> tuple[list[Label], list[Change]]:
    wanted = {name.strip().casefold(): name.strip() for name in names}
    if any(not 0 < len(name) <= 80 for name in wanted):
        raise Invalid(
            "A label has between 1 and 80 characters.",
            field="label",
            remedy="Shorten the label, or leave the empty one out.",
        )
    there = {label.name.casefold(): label for label in Label.objects.all()}
    missing = [{"name": name} for key, name in wanted.items() if key not in there]
    made, changes = create_all(Label, missing, by=by, now=now)
    there |= {label.name.casefold(): label for label in made}
    return [there[key] for key in wanted], changes


def _put_on(by: Member, now: datetime, rows: Sequence[Item], labels: Sequence[Label]) -> list[Change]:  # fmt: skip
    there = ItemLabel.objects.filter(item__in=rows, label__in=labels)
    known = set(there.values_list("item_id", "label_id"))
    pairs = [(row, label) for row in rows for label in labels if (row.id, label.id) not in known]
    return create_all(ItemLabel, [{"item": row, "label": label} for row, label in pairs], by=by, now=now)[1]  # fmt: skip


def _take_off(rows: Sequence[Item], names: Iterable[str]) -> list[Change]:
    unwanted = {name.strip().casefold() for name in names}
    links = ItemLabel.objects.filter(item__in=rows).select_related("label") if unwanted else ()
    return remove_all([link for link in links if link.label.name.casefold() in unwanted])
