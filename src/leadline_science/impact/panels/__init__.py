"""Units that were treated against units that were not: differences, weighted or not."""
