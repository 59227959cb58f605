"""What the API of this room gives out."""
