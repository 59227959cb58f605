"""Changes to metrics and to what hangs on them."""

from leadline.metrics.operations.annotations import (
    add_annotation,
    note_for_product,
    remove_annotation,
)
from leadline.metrics.operations.importing import import_readings
from leadline.metrics.operations.metrics import create_metric, edit_metric, trash_metric
from leadline.metrics.operations.readings import (
    add_reading,
    add_readings,
    change_reading,
    remove_reading,
)
from leadline.metrics.operations.targets import remove_target, set_target

__all__ = [
    "add_annotation", "add_reading", "add_readings", "change_reading", "create_metric", "edit_metric", "import_readings", "note_for_product", "remove_annotation",
    "remove_reading", "remove_target", "set_target", "trash_metric",
]  # fmt: skip
