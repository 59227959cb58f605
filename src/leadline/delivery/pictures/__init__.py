"""Pictures of this room: from read models to the marks that design draws."""
