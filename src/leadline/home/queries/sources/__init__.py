"""Where needs are found: in the work, in sprints, in promises."""
