"""Addresses of this room."""

from django.urls import URLPattern, path

from leadline.market.views import customers, frame, people

app_name = "market"
MARKET = "w/<slug:slug>/market"
CUSTOMERS, CONTACTS = f"{MARKET}/customers", f"{MARKET}/contacts"
SEGMENTS, PERSONAS, TIERS = f"{MARKET}/segments", f"{MARKET}/personas", f"{MARKET}/tiers"

urlpatterns: list[URLPattern] = [
    path(CUSTOMERS, customers.Customers.as_view(), name="customers"),
    path(f"{CUSTOMERS}/new", customers.NewCustomer.as_view(), name="new_customer"),
    path(f"{CUSTOMERS}/picked/segment", customers.PickedSegment.as_view(), name="picked_segment"),
    path(f"{CUSTOMERS}/picked/tier", customers.PickedTier.as_view(), name="picked_tier"),
    path(f"{CUSTOMERS}/picked/owner", customers.PickedOwner.as_view(), name="picked_owner"),
    path(f"{CUSTOMERS}/picked/trashing", customers.PickedTrash.as_view(), name="picked_trash"),
    path(f"{CUSTOMERS}/<uuid:customer>", customers.CustomerPage.as_view(), name="customer"),
    path(f"{CUSTOMERS}/<uuid:customer>/editing", customers.CustomerEditing.as_view(), name="customer_editing"),
    path(f"{CUSTOMERS}/<uuid:customer>/cell", customers.CustomerCell.as_view(), name="customer_cell"),
    path(f"{CUSTOMERS}/<uuid:customer>/trash", customers.CustomerTrashing.as_view(), name="customer_trashing"),
    path(f"{CUSTOMERS}/<uuid:customer>/contacts/new", people.NewContact.as_view(), name="new_contact"),
    path(f"{CONTACTS}/<uuid:contact>", people.ContactPage.as_view(), name="contact"),
    path(f"{CONTACTS}/<uuid:contact>/editing", people.ContactEditing.as_view(), name="contact_editing"),
    path(f"{CONTACTS}/<uuid:contact>/trash", people.ContactTrashing.as_view(), name="contact_trashing"),
    path(SEGMENTS, frame.Segments.as_view(), name="segments"),
    path(f"{SEGMENTS}/new", frame.NewSegment.as_view(), name="new_segment"),
    path(f"{SEGMENTS}/<uuid:segment>", frame.SegmentPage.as_view(), name="segment"),
    path(f"{SEGMENTS}/<uuid:segment>/editing", frame.SegmentEditing.as_view(), name="segment_editing"),
    path(f"{SEGMENTS}/<uuid:segment>/trash", frame.SegmentTrashing.as_view(), name="segment_trashing"),
    path(PERSONAS, people.Personas.as_view(), name="personas"),
    path(f"{PERSONAS}/new", people.NewPersona.as_view(), name="new_persona"),
    path(f"{PERSONAS}/<uuid:persona>", people.PersonaPage.as_view(), name="persona"),
    path(f"{PERSONAS}/<uuid:persona>/editing", people.PersonaEditing.as_view(), name="persona_editing"),
    path(f"{PERSONAS}/<uuid:persona>/trash", people.PersonaTrashing.as_view(), name="persona_trashing"),
    path(TIERS, frame.Tiers.as_view(), name="tiers"),
    path(f"{TIERS}/new", frame.NewTier.as_view(), name="new_tier"),
    path(f"{TIERS}/<uuid:tier>", frame.TierPage.as_view(), name="tier"),
    path(f"{TIERS}/<uuid:tier>/editing", frame.TierEditing.as_view(), name="tier_editing"),
    path(f"{TIERS}/<uuid:tier>/place", frame.TierPlace.as_view(), name="tier_place"),
    path(f"{TIERS}/<uuid:tier>/trash", frame.TierTrashing.as_view(), name="tier_trashing"),
]  # fmt: skip
