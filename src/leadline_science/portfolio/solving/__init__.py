"""Programmes of 0-1 choices: relaxed, solved, and searched in large neighbourhoods."""
