"""The nouns of the house by name, for addresses, undo, search, history and export."""

from functools import cache

from django.apps import apps

from leadline.foundation.refusals import NotFound
from leadline.workspaces.models import Record, Row


@cache
def row_models() -> dict[str, type[Row]]:
    """Every model of workspace rows by its kind."""
    found: dict[str, type[Row]] = {}
    for model in apps.get_models():
        if issubclass(model, Row) and found.setdefault(model.kind(), model) is not model:
            raise RuntimeError(f"Two rooms have a noun called {model.kind()}.")
    return found


def row_model_of(kind: str) -> type[Row]:
    if kind not in row_models():
        raise NotFound(f"There is no kind of record called “{kind}”.")
    return row_models()[kind]


def model_of(kind: str) -> type[Record]:
    """The model of a record's kind; raises `NotFound`."""
    model = row_model_of(kind)
    if not issubclass(model, Record):
        raise NotFound(f"There is no kind of record called “{kind}”.")
    return model
