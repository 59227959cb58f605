"""What hangs on a metric: readings, targets, notes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from leadline.design.dates import day
from leadline.metrics.forms import (
    AnnotationForm,
    ReadingChangeForm,
    ReadingForm,
    TargetForm,
)
from leadline.metrics.models import Reading
from leadline.metrics.operations import (
    add_annotation,
    add_reading,
    change_reading,
    remove_annotation,
    remove_reading,
    remove_target,
    set_target,
)
from leadline.metrics.queries.parts import annotation_by_id, reading_by_id, target_by_id
from leadline.metrics.views.base import RecordPage
from leadline.workspaces.doors import Answer
from leadline.workspaces.rights import Right


class Readings(RecordPage):
    """One more value."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ReadingForm}

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        found = self.enter_metric(metric)
        fields = self.taken(ReadingForm)
        event = add_reading(by=self.acting, now=self.now, metric=found, **fields)
        return self.record(_("Added the reading of %(day)s.") % {"day": day(fields["on"])}, event)


class ReadingEditing(RecordPage):
    """A value or its note, edited where it stands in the table; what is not sent stays."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": ReadingChangeForm}

    def post(self, request: HttpRequest, metric: UUID, reading: UUID) -> Answer:
        found = reading_by_id(self.acting, self.enter_metric(metric), reading)
        fields = {name: given for name, given in self.taken(ReadingChangeForm).items() if name in request.POST}  # fmt: skip
        event = change_reading(by=self.acting, now=self.now, reading=found, version=self.version(), **fields)  # fmt: skip
        if not self.is_part:
            return self.record(_("Saved the reading of %(day)s.") % {"day": day(found.on)}, event)
        return self.row(found)

    def row(self, reading: Reading) -> HttpResponse:
        named = {"metric": self.metric, "reading": reading}
        return self.draw("metrics/_reading.html", named)


class ReadingRemoval(RecordPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, metric: UUID, reading: UUID) -> Answer:
        found = reading_by_id(self.acting, self.enter_metric(metric), reading)
        event = remove_reading(by=self.acting, now=self.now, reading=found, version=self.version())
        return self.record(_("Removed the reading of %(day)s.") % {"day": day(found.on)}, event)


class Targets(RecordPage):
    """A new target; the ones before stay to be seen."""

    needs = {"post": Right.PLAN}
    forms = {"post": TargetForm}

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        found = self.enter_metric(metric)
        event = set_target(by=self.acting, now=self.now, metric=found, **self.taken(TargetForm))
        return self.record(_("Set the target."), event)


class TargetRemoval(RecordPage):
    needs = {"post": Right.PLAN}

    def post(self, request: HttpRequest, metric: UUID, target: UUID) -> Answer:
        found = target_by_id(self.acting, self.enter_metric(metric), target)
        event = remove_target(by=self.acting, now=self.now, target=found)
        return self.record(_("Removed the target."), event)


class Annotations(RecordPage):
    """What happened on a day."""

    needs = {"post": Right.CONTRIBUTE}
    forms = {"post": AnnotationForm}

    def post(self, request: HttpRequest, metric: UUID) -> Answer:
        found = self.enter_metric(metric)
        fields = self.taken(AnnotationForm)
        event = add_annotation(by=self.acting, now=self.now, metric=found, **fields)
        return self.record(_("Noted what happened on %(day)s.") % {"day": day(fields["on"])}, event)


class AnnotationRemoval(RecordPage):
    needs = {"post": Right.CONTRIBUTE}

    def post(self, request: HttpRequest, metric: UUID, annotation: UUID) -> Answer:
        found = annotation_by_id(self.acting, self.enter_metric(metric), annotation)
        event = remove_annotation(by=self.acting, now=self.now, annotation=found)
        return self.record(_("Removed the note."), event)
