"""Refusals: a no with a reason and a remedy, the same at every door."""

from dataclasses import asdict, dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which field (or row), why, and what to do about it."""

    reason: str
    remedy: str = ""
    field: str = ""

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"{where}{self.reason} {self.remedy}".strip()


class Refusal(Exception):
    """The base of all refusals. A door turns it into an answer with `status`.

    >>> str(Refusal("The sprint has ended.", remedy="Open the next one."))
    'The sprint has ended. Open the next one.'
    """

    status: HTTPStatus = HTTPStatus.CONFLICT
    retry_after: int = 0
    """Seconds after which the same request may well succeed; 0 where asking again does not help."""

    def __init__(self, reason: str = "", *, remedy: str = "", field: str = "") -> None:
        self.problems: tuple[Problem, ...] = (Problem(reason or self.reason(), remedy, field),)
        super().__init__(str(self))

    @classmethod
    def reason(cls) -> str:
        return (cls.__doc__ or cls.__name__).splitlines()[0]

    @property
    def headers(self) -> dict[str, str]:
        """What an answer with this refusal carries beside its body."""
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}

    @classmethod
    def of(cls, problems: list[Problem]) -> "Refusal":
        refusal = cls(problems[0].reason, remedy=problems[0].remedy)
        refusal.problems = tuple(problems)
        return refusal

    def __str__(self) -> str:
        return " ".join(str(problem) for problem in self.problems)

    def as_json(self) -> dict[str, object]:
        """The body of an API answer, in the manner of RFC 9457."""
        return {
            "type": f"about:blank#{type(self).__name__}",
            "title": HTTPStatus(self.status).phrase,
            "status": int(self.status),
            "detail": str(self),
            "problems": [asdict(problem) for problem in self.problems],
        }


class Invalid(Refusal):
    """Something in the input is not right.

    What to do about it is always said with it:

    >>> str(Invalid("It ends before it starts.", field="ends_on", remedy="Take a later day."))
    'ends_on: It ends before it starts. Take a later day.'
    """

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, reason: str = "", *, remedy: str, field: str = "") -> None:
        super().__init__(reason, remedy=remedy, field=field)


class NotAllowed(Refusal):
    """Your role does not allow this."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Refusal):
    """There is nothing here that you may see."""

    status = HTTPStatus.NOT_FOUND


class TooLarge(Refusal):
    """More was sent than is taken in at once; nothing was saved."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class TooManyAttempts(Refusal):
    """There were too many attempts in a short time."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    retry_after = 60


class VersionMissing(Refusal):
    """The change does not say which version it starts from."""

    status = HTTPStatus.PRECONDITION_REQUIRED


class Busy(Refusal):
    """Somebody else is writing a great deal at the moment, such as an import; nothing was saved."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after = 30


class Stale(Refusal):
    """Somebody else saved this record in the meantime."""

    status = HTTPStatus.PRECONDITION_FAILED
