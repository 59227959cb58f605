"""What can be chosen, and what limits the choice."""
