"""Who spoke, as people write it: a customer by name, a contact by name or address."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Lower

from leadline.evidence.models import Claim
from leadline.foundation.refusals import Invalid
from leadline.foundation.wording import says
from leadline.market.models import Contact, Customer
from leadline.products.models import Product
from leadline.workspaces.models import Member

OFFERED = 8


def customers_like(member: Member, text: str) -> list[Customer]:
    """The first few customers whose names hold the words, by name."""
    rows = Customer.objects.filter(says("name", text)) if text.strip() else Customer.objects.none()
    return list(rows.order_by(Lower("name"), "id")[:OFFERED])


def customer_named(member: Member, name: str) -> Customer | None:
    """The one customer of a name, whatever its case; None for no name. Raises `Invalid`."""
    if not name.strip():
        return None
    found = customers_named(member, [name])[name.strip().casefold()]
    if len(found) == 1:
        return found[0]
    raise _unclear(name.strip(), found)


def customers_named(member: Member, names: Iterable[str]) -> Mapping[str, list[Customer]]:
    """The customers of each name (case folded), in a statement for 500 names."""
    wanted = sorted({name.strip().casefold() for name in names if name.strip()})
    found: dict[str, list[Customer]] = {name: [] for name in wanted}
    for start in range(0, len(wanted), 500):
        rows = Customer.objects.annotate(lower=Lower("name")).filter(lower__in=_cases(wanted[start : start + 500]))  # fmt: skip
        for row in rows.order_by("id"):
            found.get(row.name.casefold(), []).append(row)
    return found


def contact_named(member: Member, text: str, customer: Customer | None) -> Contact | None:
    """The one contact of a name or an e-mail address, at the customer where one is named."""
    if not text.strip():
        return None
    at = Contact.objects.filter(customer=customer) if customer else Contact.objects.all()
    words = text.strip()
    column = "email" if "@" in words else "name"
    found: list[Contact] = list(
        at.filter(**{f"{column}__iexact": words}).select_related("customer")[:2]
    )
    if len(found) == 1:
        return found[0]
    reason = "Several contacts are called so." if found else f"There is no contact “{words[:80]}”."
    raise Invalid(reason, field="contact", remedy="Name the customer as well, write the e-mail address, or leave it empty.")  # fmt: skip


def contacts_named(member: Member, texts: Iterable[str]) -> Mapping[str, list[Contact]]:
    """The contacts of each name or e-mail address (case folded), in a statement for 500."""
    wanted = sorted({text.strip().casefold() for text in texts if text.strip()})
    found: dict[str, list[Contact]] = {text: [] for text in wanted}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        rows = Contact.objects.annotate(lower=Lower("name")).filter(Q(lower__in=_cases(part)) | Q(email__in=part))  # fmt: skip
        for row in rows.select_related("customer").order_by("id"):
            for text in {row.name.casefold(), row.email.casefold()} & found.keys():
                found[text].append(row)
    return found


def products_by_name(member: Member) -> Mapping[str, Product]:
    """Every product by its key and by its name, case folded."""
    rows = Product.objects.order_by("-id")
    return {each.casefold(): row for row in rows for each in (row.name, row.key)}


def _cases(folded: list[str]) -> list[str]:
    # Lower() of SQLite knows ASCII letters only, so names with others are tried as they are often written.
    return [*folded, *{each.title() for each in folded if not each.isascii()}, *{each.capitalize() for each in folded if not each.isascii()}]  # fmt: skip


def _unclear(name: str, found: list[Customer]) -> Invalid:
    if found:
        return Invalid(f"{len(found)} customers are called “{name[:80]}”.", field="customer", remedy="Give them different names, or leave it empty.")  # fmt: skip
    return Invalid(f"There is no customer called “{name[:80]}”.", field="customer", remedy="Choose one that is offered, add it to the market first, or leave it empty.")  # fmt: skip


def claims_like(member: Member, text: str) -> list[Claim]:
    """The first few claims whose statements hold the words, the newest first."""
    rows = Claim.objects.filter(says("statement", text)) if text.strip() else Claim.objects.none()
    return list(rows.order_by("-id")[:OFFERED])


def claim_named(member: Member, text: str) -> Claim:
    """The claim of an id or of a statement. Raises `Invalid`."""
    words = text.strip()
    try:
        found: list[Claim] = list(Claim.objects.filter(pk=UUID(words)))
    except ValueError:
        found = list(Claim.objects.filter(statement__iexact=words)[:2])
    if len(found) == 1:
        return found[0]
    raise Invalid("There is no such claim." if not found else "Two claims say this.", field="claim", remedy="Choose one that is offered, or write it down first.")  # fmt: skip
