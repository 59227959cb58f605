"""PostgreSQL as Leadline needs it: told not to compile what it is asked once."""
