"""What columns of a CRM's export may hold, and what Salesforce, HubSpot, Pipedrive and others call it.

"Annual revenue" is left out with care: there it is what the firm itself turns over, not what it pays us.
"""

from django.utils.translation import gettext_lazy as _

from leadline.integrations.tables.shape import field_of

FIELDS = (
    field_of("key", _("Id in the source"), "account id,company id,organization id,organisation id,customer id,client id,record id,crm id,external id,account number,customer number,kundennummer,kunden id,kunden nr,kundennr,debitorennummer,account nummer,id de compte,id du compte,id client,numéro client,numéro de client,identifiant,id de cuenta,id cliente,id de cliente,código de cliente,número de cliente,id"),
    field_of("name", _("Name"), "account name,company name,organization name,organisation name,customer name,client name,company,account,organization,organisation,customer,person organization,associated company,deal organization,firmenname,kundenname,accountname,firma,kunde,unternehmen,organisation name,nom du compte,nom de l'entreprise,nom de la société,nom du client,entreprise,société,client,nombre de la empresa,nombre de la cuenta,nombre del cliente,nombre de cliente,empresa,cuenta,cliente,name,nom,nombre"),
    field_of("website", _("Website"), "website,company domain name,web site,website url,domain,domain name,organization website,homepage,webseite,internetseite,webadresse,domäne,site web,site internet,domaine,sitio web,página web,dominio,web,url"),
    field_of("segment", _("Segment"), "segment,customer segment,market segment,account segment,kundensegment,marktsegment,segment de clientèle,segmento,segmento de mercado,industry,organization industry,branche,secteur d'activité,secteur,industrie,sector,industria"),
    field_of("tier", _("Tier"), "tier,customer tier,account tier,customer priority,target account tier,ideal customer profile tier,kundenklasse,kundenstufe,abc klasse,stufe,niveau,niveau de client,nivel,nivel de cliente,service level,sla,plan"),
    field_of("revenue", _("Revenue with us"), "arr,annual recurring revenue,annual contract value,acv,yearly revenue,revenue a year,mrr,monthly recurring revenue,monthly charges,monthly revenue,monthly fee,contract value,total contract value per year,organization won value,jahresbeitrag,jährlicher umsatz mit uns,vertragswert,monatsbeitrag,monatlicher umsatz,revenu annuel récurrent,revenu récurrent annuel,revenu mensuel récurrent,valeur du contrat,ingresos recurrentes anuales,ingresos anuales recurrentes,ingresos recurrentes mensuales,cuota mensual,valor del contrato", "amount"),
    field_of("currency", _("Currency"), "currency,account currency,currency iso code,account currency iso code,deal currency,währung,devise,monnaie,moneda,divisa"),
    field_of("since_on", _("Customer since"), "customer since,became a customer date,client since,customer start date,contract start date,contract start,kunde seit,vertragsbeginn,client depuis,début du contrat,date de début du contrat,cliente desde,inicio del contrato,fecha de inicio del contrato", "date"),
    field_of("left_on", _("Left on"), "left on,churned on,churn date,churned at,cancellation date,cancelled on,canceled on,customer until,gekündigt zum,gekündigt am,kündigungsdatum,kunde bis,date de résiliation,résilié le,client jusqu'au,fecha de baja,baja,cliente hasta", "date"),
    field_of("owner", _("Looked after by"), "owner email,account owner email,account owner,company owner,organization owner,contact owner,customer success manager,account manager,csm,owner,kundenbetreuer,accountinhaber,kontoinhaber,betreuer,verantwortlich,propriétaire du compte,propriétaire de l'entreprise,propriétaire,responsable,propietario de la cuenta,propietario de la empresa,propietario"),
    field_of("contact_name", _("Contact: name"), "contact name,person name,full name,contact full name,contact,ansprechpartner,kontakt,kontaktperson,kontaktname,nom du contact,contact principal,nombre del contacto,contacto,persona de contacto"),
    field_of("contact_first", _("Contact: first name"), "first name,contact first name,vorname,prénom,nombre de pila"),
    field_of("contact_last", _("Contact: last name"), "last name,contact last name,surname,nachname,nom de famille,apellido,apellidos"),
    field_of("contact_email", _("Contact: e-mail"), "email,e mail,email address,contact email,person email,person email work,work email,e mail adresse,kontakt e mail,adresse e mail,courriel,correo electrónico,correo,dirección de correo electrónico"),
    field_of("contact_title", _("Contact: title"), "job title,contact title,person job title,title,position,berufsbezeichnung,funktion,intitulé du poste,fonction,poste,cargo,puesto"),
)  # fmt: skip
MONTHLY = ("mrr", "month", "monat", "mensuel", "mensual")


def is_monthly(header: str) -> bool:
    """Whether a header says that an amount is of a month."""
    return any(word in header for word in MONTHLY)


SOURCES = {
    "salesforce": ("18 digit account id", "account id", "account owner alias", "currency iso code"),
    "hubspot": ("record id", "company domain name", "lifecycle stage", "became a customer date"),
    "pipedrive": ("organization id", "organization name", "organization owner", "person organization"),
}  # fmt: skip


def source_of(headers: "set[str]") -> str:
    """Which CRM wrote these headers; "crm" where they do not tell."""
    return next((name for name, words in SOURCES.items() if headers & set(words)), "crm")
