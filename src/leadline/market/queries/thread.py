"""The lines of the thread that this room keeps."""

from django.utils.translation import ngettext_lazy as _n

from leadline.foundation.threads import Line, Tie
from leadline.market.models import Contact, Customer, Persona

LINES = (
    Line("segment", "customer", Customer.objects.all, "segment_id", "id", hangs=Tie(_n("%d customer belongs to it", "%d customers belong to it"), _n("%d customer belongs to them", "%d customers belong to them"))),
    Line("segment", "persona", Persona.objects.all, "segment_id", "id", hangs=Tie(_n("%d persona stands for it", "%d personas stand for it"), _n("%d persona stands for them", "%d personas stand for them"))),
    Line("customer", "contact", Contact.objects.all, "customer_id", "id", hangs=Tie(_n("%d contact goes along", "%d contacts go along"))),
)  # fmt: skip
