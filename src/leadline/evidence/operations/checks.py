"""What the values of this room must keep to, whichever door they come through."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from leadline.evidence.models import (
    MOST_DAYS,
    MOST_STRENGTH,
    MOST_TEXT,
    Channel,
    Claim,
    Feedback,
    Nature,
)
from leadline.foundation.refusals import Invalid, NotFound

MOST_AT_ONCE = 1_000


def checked_feedback(values: Mapping[str, Any], today: date, feedback: Feedback | None = None) -> dict[str, Any]:  # fmt: skip
    """The values of new feedback, or those that some is changed to; raises `Invalid`."""
    found = dict(values)
    if "text" in found:
        found["text"] = checked_text(found["text"])
    if found.get("heard_on") and found["heard_on"] > today:
        raise Invalid("Nobody has heard this yet.", field="heard_on", remedy="Take today or an earlier day.")  # fmt: skip
    if found.get("channel", Channel.NOTE) not in Channel.values:
        raise Invalid("There is no such channel.", field="channel", remedy=f"Take one of: {', '.join(Channel.values)}.")  # fmt: skip
    return found | _who(found, feedback)


def checked_text(text: str) -> str:
    """The text with plain ends of lines and nothing around it; raises `Invalid` when nothing is left."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not plain:
        raise Invalid("There is no word in it.", field="text", remedy="Write what was said.")
    if len(plain) > MOST_TEXT:
        raise Invalid(f"This has {len(plain):,} characters; {MOST_TEXT:,} are the most.", field="text", remedy="Split it where the subject changes.")  # fmt: skip
    return plain


def _who(values: Mapping[str, Any], feedback: Feedback | None) -> dict[str, Any]:
    """Who spoke: a contact speaks for its own customer."""
    if "contact" not in values and "customer" not in values:
        return {}
    contact = values.get("contact", getattr(feedback, "contact", None))
    customer = values.get("customer", getattr(feedback, "customer", None))
    if contact and customer and contact.customer_id != customer.pk:
        if "contact" in values:
            raise Invalid(f"“{contact}” is not at “{customer}”.", field="contact", remedy="Choose somebody who is there, or nobody.")  # fmt: skip
        return {"contact": None}
    return {"customer": contact.customer} if contact and not customer else {}


def checked_claim(values: Mapping[str, Any], today: date, claim: Claim | None = None) -> dict[str, Any]:  # fmt: skip
    """The values of a new claim, or those that one is changed to, with the day when it is due."""
    found = dict(values)
    if "strength" in found:
        found["strength"] = checked_strength(found["strength"])
    half_life = found.get("half_life", getattr(claim, "half_life", None))
    if half_life is not None and not 1 <= half_life <= MOST_DAYS:
        raise Invalid("A half-life is a number of days.", field="half_life", remedy=f"Write 1 to {MOST_DAYS:,}, or nothing when it does not age.")  # fmt: skip
    observed = found.get("observed_on", getattr(claim, "observed_on", today))
    refuse_future(observed, today, "observed_on")
    nature, source = (found.get(name, getattr(claim, name, "")) for name in ("nature", "source"))
    if nature not in Nature.values:
        raise Invalid("A claim is a fact or an assumption.", field="nature", remedy=f"Take one of: {', '.join(Nature.values)}.")  # fmt: skip
    if nature == Nature.FACT and not source:
        raise Invalid("A fact says where it was seen.", field="source", remedy="Name the source, or call it an assumption.")  # fmt: skip
    return found | {"observed_on": observed, "due_on": Claim.due_day(observed, half_life)}


def checked_strength(strength: Decimal) -> Decimal:
    """A strength with two decimals; raises `Invalid` below 1 and beyond 1,000."""
    if not strength.is_finite() or not 1 <= strength <= MOST_STRENGTH:
        raise Invalid("Evidence speaks 1 to 1,000 times.", field="strength", remedy="1.5 for an opinion, 3 for interviews, 10 for a survey, 30 for an experiment.")  # fmt: skip
    return round(strength, 2)


def refuse_future(day: date, today: date, field: str) -> None:
    if day > today:
        raise Invalid("That day has not come yet.", field=field, remedy="Take today or an earlier day.")  # fmt: skip


def fresh(rows: Sequence[Feedback]) -> list[Feedback]:
    """The pieces as they are now, each once; read under the lock."""
    keys = list(dict.fromkeys(row.pk for row in rows))
    if len(keys) > MOST_AT_ONCE:
        raise Invalid(f"At most {MOST_AT_ONCE:,} pieces change at once.", remedy="Select fewer.")
    found = Feedback.objects.in_bulk(keys)
    if len(found) < len(keys):
        raise NotFound("Some of this feedback is gone.", remedy="Load the list again.")
    return [found[key] for key in keys]


def only(rows: Sequence[Feedback]) -> Feedback | None:
    return rows[0] if len(rows) == 1 else None
