"""What the values of this room must keep to, whichever door they come through."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from leadline.foundation.money import refuse_unknown_currency
from leadline.foundation.refusals import Invalid
from leadline.market.models import (
    MOST_REVENUE,
    MOST_WEIGHT,
    Contact,
    Customer,
    Persona,
    Segment,
    Tier,
)

Named = Segment | Persona | Tier
MOST_NAMED = 500


def refuse_taken_name(model: type[Named], name: str, but: Named | None = None) -> None:
    """Raise for a name that another one has, whatever its case; and for one too many."""
    there = dict(model.objects.values_list("id", "name"))
    noun = model._meta.verbose_name
    if any(key != (but and but.pk) and other.casefold() == name.casefold() for key, other in there.items()):  # fmt: skip
        raise Invalid(f"There is a {noun} called “{name}” already.", field="name", remedy="Choose another name.")  # fmt: skip
    if but is None and len(there) >= MOST_NAMED:
        raise Invalid(f"A workspace has {MOST_NAMED} of these at most.", field="name", remedy="Remove one first.")  # fmt: skip


def checked_weight(weight: Decimal) -> Decimal:
    """A weight with two decimals; raises `Invalid` below zero and beyond measure."""
    if not weight.is_finite() or not 0 <= weight <= MOST_WEIGHT:
        raise Invalid("A voice weighs nothing or more.", field="weight", remedy=f"Write a number from 0 to {MOST_WEIGHT:,.0f}; 1 is an ordinary voice.")  # fmt: skip
    return round(weight, 2)


def checked_customer(values: Mapping[str, Any], customer: Customer | None = None) -> dict[str, Any]:
    """The values of a new customer, or those that one is changed to; raises `Invalid`."""
    if "currency" in values:
        refuse_unknown_currency(values["currency"])
    _refuse_odd_revenue(values.get("revenue"))
    _refuse_dates(*(values.get(name, getattr(customer, name, None)) for name in ("since_on", "left_on")))  # fmt: skip
    _refuse_known_source(values.get("source_key", ""), customer)
    found = dict(values)
    if "website" in values:
        found["website"] = website_of(values["website"])
    return found


def checked_contact(
    values: Mapping[str, Any], customer: Customer, contact: Contact | None = None
) -> dict[str, Any]:
    """The values of a new contact of a customer, or those that one is changed to."""
    if not values.get("email"):
        return dict(values)
    email = _email(values["email"])
    others = Contact.objects.filter(customer=customer, email=email)
    if (others.exclude(pk=contact.pk) if contact else others).exists():
        raise Invalid("Another contact of this customer has this address.", field="email", remedy="Edit that one instead.")  # fmt: skip
    return {**values, "email": email}


def website_of(text: str) -> str:
    """The address of a website as it is kept, with https where nothing was said; raises `Invalid`."""
    address = text if "://" in text or not text else f"https://{text}"
    try:
        if address:
            URLValidator(schemes=["http", "https"])(address)
            urlsplit(address)
    except (ValidationError, ValueError) as error:
        raise Invalid("This is no address of a website.", field="website", remedy="Write it as in nordlys.example.") from error  # fmt: skip
    return address


def _refuse_odd_revenue(minor: int | None) -> None:
    if minor is not None and not 0 <= minor <= MOST_REVENUE:
        raise Invalid("A yearly revenue is neither below zero nor beyond all measure.", field="revenue", remedy="Write what the customer pays in a year, or nothing while you don’t know.")  # fmt: skip


def _refuse_dates(since: Any, left: Any) -> None:
    if since and left and left < since:
        raise Invalid("It left before it came.", field="left_on", remedy=f"Take {since} or a later day.")  # fmt: skip


def _refuse_known_source(key: str, customer: Customer | None) -> None:
    same = Customer.with_trash.filter(source_key=key) if key else Customer.objects.none()
    known = (same.exclude(pk=customer.pk) if customer else same).first()
    if known:
        remedy = "Bring it back from the trash." if known.trashed_at else "Change that one instead."
        raise Invalid(f"“{known}” came from this source under the same key.", field="source_key", remedy=remedy)  # fmt: skip


def _email(text: str) -> str:
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Invalid("This is no e-mail address.", field="email", remedy="Write it as in ada@nordlys.example.") from error  # fmt: skip
    return address
