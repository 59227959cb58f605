"""The pages of rankings."""
