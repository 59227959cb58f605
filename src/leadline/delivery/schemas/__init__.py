"""What the API of this room takes in and gives out."""
