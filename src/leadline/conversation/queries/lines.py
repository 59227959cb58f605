"""The changes of one event as lines: each once, and nothing that its head says already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from leadline.conversation.queries.naming import FieldChange, Names, has_words
from leadline.design import numbers
from leadline.workspaces import records
from leadline.workspaces.models import Event, Member, Record

SHORT = 60
RANGE = ("Likely", "Low", "High")
MEANT = {"Text", "Name", "Title", "Value", "What", "On"}
"""Labels that say less than the noun of the part."""
CLEAR = MEANT | {"Finding", "Note", "Reason", "Why"}
"""Labels of texts that speak for themselves."""
NOUNS = {
    "betgoal": _l("Key result"), "claimsupport": _l("Evidence"), "decisionlink": _l("Record"), "itemgoal": _l("Key result"),
    "look": _l("Fresh look"), "publishednote": _l("In the changelog"), "rankinginput": _l("Estimate"),
}  # fmt: skip
"""Parts that read otherwise than they are called."""
Values = Mapping[str, Any]
Change = dict[str, Any]


@dataclass(frozen=True)
class Lines:
    """Tells of one event on the page of a record; `day` is that of the event in the workspace's time zone."""

    event: Event
    subject: Record
    names: Names
    day: date

    def of(self, changes: Iterable[Change]) -> list[FieldChange]:
        """What changed in the record field by field, and of each of its parts in one line."""
        found: list[FieldChange] = []
        for change in changes:
            told = self._own(change) if change["id"] == str(self.subject.id) else self._part(change, found)  # fmt: skip
            found += [each for each in told if each not in found]
        return found

    def _own(self, change: Change) -> list[FieldChange]:
        if change["before"] is None or change["after"] is None:
            return []
        return self._fields(change)

    def _part(self, change: Change, told: Sequence[FieldChange]) -> list[FieldChange]:
        model, before, after = records.row_model_of(change["kind"]), change["before"], change["after"]  # fmt: skip
        noun = self._noun(model)
        if before is not None and after is not None:
            title = self.names.part(model, UUID(change["id"]), self.subject)
            fields = _ranged(self._others(self._fields(change)))
            return [_under(noun, title, each) for each in fields] or _named(noun, title)
        values = self._telling(model, after if after is not None else before)
        fields = _ranged(self._others(self.names.changes(model, {}, values)))
        if has_words(model):
            return fields
        known = {(each.label, each.after) for each in told}
        fresh = [each for each in fields if (each.label, each.after) not in known]
        return _joined(noun, fresh, has_gone=after is None)

    def _fields(self, change: Change) -> list[FieldChange]:
        """Field by field, without who and when where they are the event's and nobody stood there before."""
        model, before, after = records.row_model_of(change["kind"]), change["before"], change["after"]  # fmt: skip
        again = {each.attname for each in model._meta.concrete_fields if not before.get(each.attname) and self._repeats(each, after.get(each.attname))}  # fmt: skip
        return self.names.changes(model, before, {name: value for name, value in after.items() if name not in again})  # fmt: skip

    def _telling(self, model: type[models.Model], values: Values) -> Values:
        """What a part says beside the event: not who and when, and nothing that is as it always begins."""
        said: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            value = values.get(field.attname)
            may_be_usual = isinstance(field, models.BooleanField) or field.name == "state"
            is_usual = may_be_usual and field.has_default() and value == field.default
            if not (is_usual or self._repeats(field, value) or self._is_of_the_day(field, value)):
                said[field.attname] = value
        return said

    def _repeats(self, field: Any, value: Any) -> bool:
        if not value:
            return False
        if isinstance(field, models.DateTimeField):
            return bool(field.to_python(value) == self.event.at)
        return field.related_model is Member and str(value) == str(self.event.member_id)

    def _is_of_the_day(self, field: Any, value: Any) -> bool:
        is_day = isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
        return bool(value) and is_day and field.to_python(value) == self.day

    def _others(self, fields: Iterable[FieldChange]) -> list[FieldChange]:
        """Those that do not point back to the record on whose page they are told."""
        title = self.subject.title_text
        return [each for each in fields if title not in {each.before, each.after}]

    def _noun(self, model: type[models.Model]) -> str:
        """What a part is called on the page of its record: "effect", not "bet effect"."""
        whole = f"{type(self.subject)._meta.verbose_name} "
        name = str(model._meta.verbose_name)
        known = NOUNS.get(str(model._meta.model_name))
        return str(known) if known else capfirst(_(name.removeprefix(whole)))


def _ranged(fields: Sequence[FieldChange]) -> list[FieldChange]:
    """Low, likely and high as one range."""
    by_label = {each.label: each for each in fields if each.label in RANGE}
    if len(by_label) < len(RANGE):
        return list(fields)
    likely, low, high = (by_label[label] for label in RANGE)
    was = _range(likely.before, low.before, high.before)
    now = _range(likely.after, low.after, high.after)
    others = [each for each in fields if each.label not in RANGE]
    return [*others, FieldChange(_("Range"), was, now, is_plain=True)]


def _range(likely: str, low: str, high: str) -> str:
    if not likely or low == high:
        return likely
    return _("%(likely)s (%(range)s)") % {"likely": likely, "range": numbers.up_to(low, high)}


def _under(noun: str, title: str, change: FieldChange) -> FieldChange:
    """A field of a part that stays, with which part it is."""
    whole = _("%(noun)s “%(title)s”") % {"noun": noun, "title": title[:SHORT]} if title else noun
    is_meant = change.label in {*MEANT, _("Range")}
    return replace(change, label=whole if is_meant else f"{whole}, {change.label.lower()}")


def _named(noun: str, title: str) -> list[FieldChange]:
    return [FieldChange(noun, "", title)] if title else []


def _joined(noun: str, fields: Sequence[FieldChange], has_gone: bool) -> list[FieldChange]:
    """A part that came or went, in one line."""
    if not fields:
        return []
    first = fields[0]
    is_alone = len(fields) == 1 and first.label not in MEANT and (first.is_plain or first.is_text)
    text = first.after if is_alone else " · ".join(_words(fields))
    return [FieldChange(first.label if is_alone else noun, *((text, "") if has_gone else ("", text)))]  # fmt: skip


def _words(fields: Iterable[FieldChange]) -> Iterator[str]:
    told = ""
    for each in fields:
        if each.after in told:
            continue
        told += each.after
        yield _word(each)


def _word(field: FieldChange) -> str:
    name = field.label.lower().replace("by on", _("by"))
    if field.is_plain or field.label in CLEAR:
        return field.after
    if field.after == _("yes"):
        return name
    return f"{name}: {field.after}" if field.is_text else f"{name} {field.after}"
