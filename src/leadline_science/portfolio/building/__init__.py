"""From a portfolio straight to a sparse matrix, every row of which knows its words."""
