"""The pages that every noun has: a new one is made, one is edited, one is thrown away.

A noun declares its form, its list and how it is found; each verb declares the right that it needs and the
operation that it runs. The address calls the record as the operation does.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from leadline.workspaces.doors.pages import Answer
from leadline.workspaces.doors.rooms import FormPage
from leadline.workspaces.models import Event


class Verb(FormPage, abstract=True):
    """A page that runs one operation on one record."""

    run: ClassVar[Callable[..., Any]]
    said: ClassVar[Any]
    """What is said when it is done, with the name of the record."""
    part: ClassVar[str] = ""
    """The part of the record's page that one comes back to."""

    def does(self, **given: Any) -> Any:
        """Runs the operation, now and by whoever acts."""
        return type(self).run(by=self.acting, now=self.now, **given)

    def told(self, record: Any) -> str:
        return str(self.said % {"name": record})


class Filling(Verb, abstract=True):
    """A verb that takes the noun's form."""

    def __init_subclass__(cls, **options: Any) -> None:
        cls.forms = {"post": cls.form_class} if hasattr(cls, "form_class") else {}
        super().__init_subclass__(**options)


class Making(Filling, abstract=True):
    """The form of a new one."""

    said = gettext_lazy("Made %(name)s.")

    def get(self, request: HttpRequest, **url: Any) -> Answer:
        self.under(**url)
        return self.blank(**self.first())

    def post(self, request: HttpRequest, **url: Any) -> Answer:
        under = self.under(**url)
        return self.made(self.does(**self.fields(), **under))

    def first(self) -> dict[str, Any]:
        """What the form of a new one begins with."""
        return {}

    def made(self, record: Any) -> Answer:
        return self.on_to(record, self.told(record))


class Editing(Filling, abstract=True):
    """The form of one that is there."""

    said = gettext_lazy("Saved %(name)s.")

    def get(self, request: HttpRequest, **url: Any) -> Answer:
        self.enter_last(url)
        return self.blank()

    def post(self, request: HttpRequest, **url: Any) -> Answer:
        named, fields = self.enter_last(url), self.fields()
        return self.saved(self.does(version=self.version(), **named, **fields))

    def saved(self, event: Event | None) -> Answer:
        return self.on_to(self.record, self.told(self.record), event, self.part)


class Trashing(Verb, abstract=True):
    """One goes to the trash."""

    said = gettext_lazy("Moved %(name)s to the trash.")

    def post(self, request: HttpRequest, **url: Any) -> Answer:
        event = self.does(**self.enter_last(url), version=self.version())
        return self.done(self.told(self.record), self.after(self.record), event)

    def after(self, record: Any) -> str:
        """Where one goes on: to the list."""
        return self.url(self.home)
