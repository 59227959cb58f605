"""Leadline: strategic product management, from market evidence to business outcome."""

__version__ = "0.1.0"
