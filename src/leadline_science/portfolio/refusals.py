"""Why no plan can be given."""

from leadline_science.refusals import Refused


class Conflict(Refused):
    """Limits that cannot all hold; `limits` names a smallest set of them in words.

    `irreducible`: leaving out any one of them was shown to let the rest hold.
    """

    def __init__(
        self, what: str, remedy: str, limits: tuple[str, ...] = (), irreducible: bool = True
    ) -> None:
        super().__init__(what, remedy)
        self.limits = limits
        self.irreducible = irreducible

    def __reduce__(self) -> tuple[type["Conflict"], tuple[str, str, tuple[str, ...], bool]]:  # type: ignore[override]
        return type(self), (self.what, self.remedy, self.limits, self.irreducible)


class NoneFound(Refused):
    """No plan was met within the work allowed; whether there is one stays open."""
