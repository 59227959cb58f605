"""Releases of products, from the history of versions that people keep elsewhere."""

from leadline.integrations.tables.releases.kind import ReleaseTable

__all__ = ["ReleaseTable"]
