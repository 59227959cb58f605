"""What the pages of this room take in."""
