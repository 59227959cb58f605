"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line
from leadline.market.models import Contact, Customer, Persona

LINES = (
    Line("segment", "customer", Customer.objects.all, "segment_id", "id", hangs=_n("%d customer belongs to it", "%d customers belong to it")),
    Line("segment", "persona", Persona.objects.all, "segment_id", "id", hangs=_n("%d persona stands for it", "%d personas stand for it")),
    Line("customer", "contact", Contact.objects.all, "customer_id", "id", hangs=_n("%d contact goes along", "%d contacts go along")),
)  # fmt: skip
