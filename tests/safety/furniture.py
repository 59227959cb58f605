"""One record of every kind in a workspace, made by the operations that people use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from leadline.archive.operations import Upload as PackageUpload
from leadline.archive.operations import ask_for_export, ask_for_restore, keep
from leadline.backlog import operations as backlog
from leadline.backlog.models import BacklogList, Item, Status
from leadline.conversation import operations as conversation
from leadline.conversation.models import Notification
from leadline.delivery import operations as delivery
from leadline.delivery.models import Sprint
from leadline.delivery.queries.forecasts.questions import Work
from leadline.home.operations import dismiss_need
from leadline.home.queries.needs import Need, Part
from leadline.integrations.models import Import
from leadline.integrations.operations import (
    Upload,
    read_import,
    read_table,
    start_import,
    start_table,
)
from leadline.market import operations as market
from leadline.metrics import operations as metrics
from leadline.metrics.models import Annotation, Reading, Target
from leadline.metrics.pasted import Draft
from leadline.products import operations as products
from leadline.products.models import Product, Team
from leadline.workspaces import operations as workspaces
from leadline.workspaces.models import Event, Member, Role, User
from leadline.workspaces.rights import Right
from leadline.workspaces.scope import scope
from tests.safety.aims import furnish_strategy
from tests.safety.balances import furnish_balance
from tests.safety.evidence import furnish_evidence
from tests.safety.outcomes import furnish_outcomes
from tests.safety.planning import furnish_planning
from tests.safety.rankings import furnish_rankings
from tests.safety.releases import furnish_releases
from tests.safety.requirements import furnish_requirements
from tests.safety.roadmaps import furnish_roadmaps

DAY = timedelta(days=1)
FILE = b"Key,Title,Status,Created\nA-1,Read the wind,Open,2026-01-05\nA-2,Read the rain,Done,2026-01-06\n"
CUSTOMERS = b"Account ID,Company,ARR\n1,Harbour office,1200.50\n2,Ferries,\n"


@dataclass
class Rooms:
    """A furnished workspace: who furnished it, when, with which word in every title."""

    by: Member
    now: datetime
    word: str
    key: str
    product: Product = field(init=False)
    team: Team = field(init=False)
    statuses: Mapping[str, Status] = field(init=False)
    lists: Mapping[str, BacklogList] = field(init=False)
    items: list[Item] = field(init=False)
    #: rows by the name under which `examples.py` looks for them
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "now": self.now}

    def called(self, name: str) -> str:
        return f"{self.word} {name}"


def furnish(by: Member, now: datetime, *, word: str, key: str) -> Rooms:
    """Make one of everything, as `by`; each title begins with `word`."""
    rooms = Rooms(by, now, word, key)
    with scope(by.workspace):
        for furnishing in (_products, _market, _metrics, furnish_evidence, furnish_strategy, furnish_planning, furnish_rankings, _frame, _past, _items, _parts, furnish_requirements, furnish_releases, furnish_roadmaps, furnish_outcomes, _sprints, _talk, _figures, furnish_balance, _people, _imports, _packages):  # fmt: skip
            furnishing(rooms)
    return rooms


def _products(rooms: Rooms) -> None:
    line = products.create_line(**rooms.who, name=rooms.called("line"))
    rooms.product = products.create_product(**rooms.who, name=rooms.called("product"), key=rooms.key, line=line)  # fmt: skip
    rooms.team = products.create_team(**rooms.who, name=rooms.called("team"), members=[rooms.by])
    gone = products.create_team(**rooms.who, name=rooms.called("gone"))
    products.trash_team(**rooms.who, team=gone)
    rooms.rows |= {"line": line, "gone": gone}


def _market(rooms: Rooms) -> None:
    about: dict[str, Any] = {"about": rooms.called("about")}
    segment = market.create_segment(**rooms.who, name=rooms.called("segment"), **about)
    first, tier = (
        market.create_tier(**rooms.who, name=rooms.called(f"tier {n}"), weight=Decimal(n), **about)
        for n in (3, 5)
    )
    persona = market.create_persona(**rooms.who, name=rooms.called("persona"), segment=segment, quote=rooms.called("quote"), **about)  # fmt: skip
    customer = market.create_customer(
        **rooms.who, name=rooms.called("customer"), segment=segment, tier=tier, revenue=120_000,
        owner=rooms.by, website="https://customer.example", source_key="CRM-1",
    )  # fmt: skip
    other = market.create_customer(**rooms.who, name=rooms.called("other customer"), tier=first)
    contact = market.create_contact(**rooms.who, customer=customer, name=rooms.called("contact"), email="ada@customer.example", persona=persona)  # fmt: skip
    rooms.rows |= {
        "segment": segment, "tier": tier, "first tier": first, "persona": persona,
        "customer": customer, "other customer": other, "contact": contact,
    }  # fmt: skip


def _metrics(rooms: Rooms) -> None:
    today = rooms.by.workspace.today(rooms.now)
    metric = metrics.create_metric(
        **rooms.who, name=rooms.called("metric"), about=rooms.called("about"), source=rooms.called("source"),
        product=rooms.product, owner=rooms.by,
    )  # fmt: skip
    drafts = [Draft(n, today - (n + 1) * DAY, Decimal(n), rooms.called("note")) for n in range(1, 9)]  # fmt: skip
    metrics.add_readings(**rooms.who, metric=metric, drafts=drafts)
    metrics.set_target(**rooms.who, metric=metric, value=Decimal(9), due_on=today + 90 * DAY)
    metrics.add_annotation(**rooms.who, metric=metric, on=today - 3 * DAY, text=rooms.called("note"))  # fmt: skip
    parts = {"reading": Reading, "target": Target, "annotation": Annotation}
    rooms.rows |= {"metric": metric} | {
        name: model.objects.filter(metric=metric).order_by("id")[0] for name, model in parts.items()
    }


def _frame(rooms: Rooms) -> None:
    rooms.statuses = {row.name: row for row in Status.objects.filter(product=rooms.product)}
    rooms.lists = {row.name: row for row in BacklogList.objects.filter(product=rooms.product)}
    rooms.rows["field"] = backlog.define_field(
        **rooms.who, name=rooms.called("field"), of_type="text", product=rooms.product
    )
    rooms.rows["choice"] = backlog.define_field(
        **rooms.who, name=rooms.called("choice"), of_type="choice", product=rooms.product, choices=["a", "b"],
    )  # fmt: skip
    rooms.rows["view"] = backlog.save_view(**rooms.who, name=rooms.called("view"), query={"kind": "bug"}, product=rooms.product)  # fmt: skip


def _past(rooms: Rooms) -> None:
    """Two items finished in each of the last fourteen weeks, so that there is a throughput."""
    done, where = rooms.statuses["Done"], rooms.lists["Backlog"]
    drafts = [
        backlog.ItemDraft(
            title=rooms.called(f"past {n}"), status=done, backlog_list=where, team=rooms.team,
            opened_at=rooms.now - (99 - 3 * n + 9) * DAY, started_at=rooms.now - (99 - 3 * n + 4) * DAY,
            finished_at=rooms.now - (99 - 3 * n) * DAY, points=Decimal(2),
        )
        for n in range(33)
    ]  # fmt: skip
    rooms.rows["past"] = backlog.create_items(**rooms.who, product=rooms.product, drafts=drafts)[0]


def _items(rooms: Rooms) -> None:
    rooms.items = [
        backlog.create_item(**rooms.who, product=rooms.product, title=rooms.called(f"item {n}"), team=rooms.team)
        for n in range(6)
    ]  # fmt: skip
    rooms.rows["epic"] = backlog.create_item(**rooms.who, product=rooms.product, title=rooms.called("epic"), item_kind="epic")  # fmt: skip
    lost = backlog.create_item(**rooms.who, product=rooms.product, title=rooms.called("lost"))
    backlog.trash_items(**rooms.who, items=[lost])
    rooms.rows["lost"] = lost


def _parts(rooms: Rooms) -> None:
    first, second = rooms.items[:2]
    for name in ("criterion", "other criterion"):
        rooms.rows[name] = backlog.add_criterion(**rooms.who, item=first, then=rooms.called(name))
    rooms.rows["dependency"] = backlog.add_dependency(**rooms.who, blocker=second, blocked=first)
    rooms.rows["label"] = backlog.label_named(**rooms.who, name=rooms.called("label"))
    backlog.set_fields(**rooms.who, item=first, values={rooms.rows["field"]: rooms.called("value")})


def _sprints(rooms: Rooms) -> None:
    resting = products.create_team(**rooms.who, name=rooms.called("resting team"))
    rooms.rows["closed sprint"] = _sprint(rooms, "closed", -20, resting)
    delivery.start_sprint(**rooms.who, sprint=rooms.rows["closed sprint"])
    delivery.close_sprint(**rooms.who, sprint=rooms.rows["closed sprint"])
    rooms.rows["planned sprint"] = _sprint(rooms, "planned", 15, resting)
    running = rooms.rows["running sprint"] = _sprint(rooms, "running", -5, rooms.team)
    delivery.add_items(**rooms.who, sprint=running, items=rooms.items[3:5])
    delivery.start_sprint(**rooms.who, sprint=running)


def _sprint(rooms: Rooms, name: str, first: int, team: Team) -> Sprint:
    today = rooms.by.workspace.today(rooms.now)
    return delivery.plan_sprint(
        **rooms.who, team=team, product=rooms.product, name=rooms.called(name),
        starts_on=today + first * DAY, ends_on=today + (first + 10) * DAY,
    )  # fmt: skip


def _talk(rooms: Rooms) -> None:
    first = rooms.items[0]
    rooms.rows["comment"], event = conversation.comment_on(**rooms.who, subject=first, body=rooms.called("words"))  # fmt: skip
    rooms.rows["event"] = _event_of(rooms, first)
    rooms.rows["notification"], _ = Notification.create(
        **rooms.who, member=rooms.by, event=event, subject_kind="item", subject_id=first.id,
        reason="assigned", at=rooms.now,
    )  # fmt: skip
    need = Need("ageing", first.id, rooms.called("need"), "Open", "/", (Part(1.0, "it is old"),))
    dismiss_need(**rooms.who, need=need, reason="It may.")
    rooms.rows["dismissal"] = _subject(rooms, "need.dismissed")


def _event_of(rooms: Rooms, item: Item) -> Event:
    event = backlog.change_item(**rooms.who, item=item, title=rooms.called("item 0 again"))
    assert event is not None
    return event


def _subject(rooms: Rooms, action: str) -> Any:
    from leadline.workspaces.records import model_of

    event = Event.objects.filter(action=action).latest("seq")
    return model_of(event.subject_kind).objects.get(pk=event.subject_id)


def _figures(rooms: Rooms) -> None:
    delivery.leave_out(**rooms.who, items=[rooms.rows["past"]], reason=rooms.called("reason"))
    from leadline.delivery.models import FlowExclusion

    rooms.rows["exclusion"] = FlowExclusion.objects.get(item=rooms.rows["past"])
    rooms.rows["forecast"] = delivery.ask_when(
        **rooms.who, work=Work(rooms.called("work"), 5.0), product=rooms.product
    )


def _people(rooms: Rooms) -> None:
    role: Role = workspaces.save_role(**rooms.who, name=rooms.called("role"), rights=[Right.SEE])
    viewer = Role.objects.get(name="Viewer")
    invitation, secret = workspaces.invite(**rooms.who, email=f"{rooms.word.lower()}@guests.example", role=viewer)  # fmt: skip
    _, way_in = workspaces.invite(
        **rooms.who, email=f"{rooms.word.lower()}@joined.example", role=viewer
    )
    guest = User.objects.create_user(f"{rooms.word.lower()}@joined.example", rooms.called("guest"))
    rooms.rows["guest"] = workspaces.accept_invitation(user=guest, now=rooms.now, secret=way_in)
    token, _ = workspaces.issue_token(**rooms.who, name=rooms.called("token"), rights=[Right.SEE])
    rooms.rows |= {"role": role, "viewer": viewer, "invitation": invitation, "token": token}
    rooms.rows["invitation secret"] = secret


def _packages(rooms: Rooms) -> None:
    export = ask_for_export(**rooms.who)
    keep(export, [FILE])
    export.change(**rooms.who, state="done", size=len(FILE))
    restore = ask_for_restore(**rooms.who, upload=PackageUpload("old.zip", [FILE]))
    rooms.rows |= {"export": export, "restore": restore}


def _imports(rooms: Rooms) -> None:
    batch: Import = start_import(
        **rooms.who, product=rooms.product, files=[Upload(f"{rooms.word}.csv", [FILE])], in_background=False,
    )  # fmt: skip
    rooms.rows["import"] = read_import(**rooms.who, batch=batch)
    table = start_table(**rooms.who, of="customers", file=Upload(f"{rooms.word} crm.csv", [CUSTOMERS]), in_background=False)  # fmt: skip
    rooms.rows["table import"] = read_table(**rooms.who, batch=table)
