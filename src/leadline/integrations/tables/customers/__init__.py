"""Customers, and the people there, from the export of a CRM."""

from leadline.integrations.tables.customers.kind import CustomerTable

__all__ = ["CustomerTable"]
