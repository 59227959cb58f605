"""Foreign tables: read in a process of its own, limited, which knows neither Django nor the database."""
