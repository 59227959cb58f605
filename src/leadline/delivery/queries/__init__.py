"""Readings of this room: sprints, the board, flow, forecasts."""
