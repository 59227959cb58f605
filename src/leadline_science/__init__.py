"""Decision science: numbers in, answers out. No clock, no database, no global randomness."""
