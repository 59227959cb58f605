"""What was heard, told: read within days, passages marked, twins merged, and an inbox that still waits."""

import re
from datetime import datetime, timedelta
from random import Random

from leadline.evidence.models import Feedback, Passage
from leadline.market.models import Contact
from leadline.products.models import Product
from leadline.sample.story import PRODUCTS
from leadline.sample.story.heard_berthwise import HEARD_BERTHWISE
from leadline.sample.story.heard_log import ASIDE, HEARD_LOG, INBOX, TWINS
from leadline.sample.story.heard_tideboard import HEARD_TIDEBOARD
from leadline.sample.story.shapes import Heard
from leadline.sample.talking import dice
from leadline.sample.telling import Said, Teller
from leadline.workspaces.models import Member

MARKED = re.compile(r"\[\[-?(.*?)\]\]", re.DOTALL)
READERS = {"TB": ("Marta", "Lena", "Yusuf"), "BW": ("Tobias", "Noor"), "SL": ("Sofia", "Marta")}
OF_NEED = {"TB": HEARD_TIDEBOARD, "BW": HEARD_BERTHWISE, "SL": HEARD_LOG}


def anchor(teller: Teller, need: str) -> datetime:
    """When the first bet on a need was drafted; what led to it came before."""
    return min(each.drafted for each in teller.courses.values() if need in each.story.needs)


def tell_evidence(teller: Teller) -> None:
    """Everything that was heard: by need, aside, and lately."""
    for product, needs in OF_NEED.items():
        for need, heard in needs.items():
            at = anchor(teller, need)
            teller.heard[need] = [_read(teller, product, Heard(*each), at) for each in heard]
    for weeks, who, channel, product, text in ASIDE:
        one = _read(teller, product, Heard(weeks, who, channel, text), teller.now)
        for back, *told in TWINS.get(who, ()) if who not in teller.merged else ():
            _merge(teller, Heard(back, told[0], told[1], told[3]), told[2], one)
        teller.merged.add(who)
    for weeks, who, channel, product, text in INBOX:
        _capture(teller, product, Heard(weeks, who, channel, text), teller.now)


def _capture(teller: Teller, product: str, heard: Heard, before: datetime) -> tuple[Feedback, datetime, Member]:  # fmt: skip
    random: Random = dice(heard.who, heard.text[:40], "reading")
    at = before - timedelta(weeks=heard.weeks, hours=random.random() * 8)
    by = teller.people[random.choice(READERS[product])]
    names = {each.key: each.name for each in PRODUCTS}
    contact = teller.known(Contact, heard.who) if heard.who else None
    row, change = teller.ledger.create(
        Feedback, at, by, text=MARKED.sub(r"\1", heard.text), contact=contact, customer=contact.customer if contact else None,
        product=teller.known(Product, names[product]), channel=heard.channel, heard_on=by.workspace.today(at),
        captured_by=by, waits_since=at,
    )  # fmt: skip
    teller.ledger.tell(at, by, "feedback.captured", row, change)
    return row, at + timedelta(hours=4 + random.random() * 60), by


def _read(teller: Teller, product: str, heard: Heard, before: datetime) -> Said:
    """Captured, marked where it matters, and put away."""
    row, at, by = _capture(teller, product, heard, before)
    passages = [_mark(teller, row, words, at, by) for words in MARKED.findall(heard.text)]
    done = at + timedelta(minutes=9)
    change = teller.ledger.change(row, done, by, archived_at=done, archived_by=by)
    teller.ledger.tell(done, by, "feedback.archived", row, change)
    return heard.who, row, passages, done


def _mark(teller: Teller, row: Feedback, words: str, at: datetime, by: Member) -> Passage:
    start = row.text.index(words)
    passage, change = teller.ledger.create(Passage, at, by, feedback=row, start=start, end=start + len(words), quote=words, marked_by=by)  # fmt: skip
    teller.ledger.tell(at, by, "passage.marked", passage, change)
    return passage


def _merge(teller: Teller, heard: Heard, product: str, into: Said) -> None:
    row, at, by = _capture(teller, product, heard, teller.now)
    _who, target, _passages, read = into
    at = max(at, read + timedelta(minutes=5))
    change = teller.ledger.change(row, at, by, merged_into=target, merged_at=at, merged_by=by)
    teller.ledger.tell(at, by, "feedback.merged", row, change, facts={"into": str(target.pk)})
