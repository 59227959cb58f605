"""What a column may mean, and what a file may be."""

from enum import StrEnum


class Kind(StrEnum):
    """The meaning of a column in a file of items, changes or sprints."""

    KEY = "key"
    TITLE = "title"
    TYPE = "type"
    STATUS = "status"
    CREATED = "created"
    STARTED = "started"
    FINISHED = "finished"
    DUE = "due"
    POINTS = "points"
    ESTIMATE = "estimate"
    ASSIGNEE = "assignee"
    LABEL = "label"
    PARENT = "parent"
    SPRINT = "sprint"
    DESCRIPTION = "description"
    COMMENT = "comment"
    FIELD = "field"
    FIELD_NUMBER = "field_number"
    FIELD_DATE = "field_date"
    FIELD_CHOICE = "field_choice"
    NONE = "none"
    CHANGED_FIELD = "changed_field"
    CHANGED_FROM = "changed_from"
    CHANGED_TO = "changed_to"
    CHANGED_AT = "changed_at"
    SPRINT_ID = "sprint_id"
    SPRINT_NAME = "sprint_name"
    SPRINT_START = "sprint_start"
    SPRINT_END = "sprint_end"
    SPRINT_COMPLETED = "sprint_completed"
    SPRINT_GOAL = "sprint_goal"
    IN_SPRINT = "in_sprint"
    POINTS_BEFORE = "points_before"


LABELS: dict[Kind, str] = {
    Kind.KEY: "Key",
    Kind.TITLE: "Title",
    Kind.TYPE: "Type",
    Kind.STATUS: "Status",
    Kind.CREATED: "Created",
    Kind.STARTED: "Started",
    Kind.FINISHED: "Finished",
    Kind.DUE: "Due",
    Kind.POINTS: "Points",
    Kind.ESTIMATE: "Estimate",
    Kind.ASSIGNEE: "Assignee",
    Kind.LABEL: "Labels",
    Kind.PARENT: "Parent",
    Kind.SPRINT: "Sprint",
    Kind.DESCRIPTION: "Description",
    Kind.COMMENT: "Comments (below the description)",
    Kind.FIELD: "A field of its own: text",
    Kind.FIELD_NUMBER: "A field of its own: number",
    Kind.FIELD_DATE: "A field of its own: date",
    Kind.FIELD_CHOICE: "A field of its own: choice",
    Kind.NONE: "Leave out",
    Kind.CHANGED_FIELD: "Which field changed",
    Kind.CHANGED_FROM: "Value before",
    Kind.CHANGED_TO: "Value after",
    Kind.CHANGED_AT: "When it changed",
    Kind.SPRINT_ID: "Sprint's number",
    Kind.SPRINT_NAME: "Sprint's name",
    Kind.SPRINT_START: "Sprint starts",
    Kind.SPRINT_END: "Sprint ends",
    Kind.SPRINT_COMPLETED: "Sprint closed",
    Kind.SPRINT_GOAL: "Sprint's goal",
    Kind.IN_SPRINT: "What became of it in the sprint",
    Kind.POINTS_BEFORE: "Points at first",
}


class Role(StrEnum):
    """What one file of an export is."""

    ITEMS = "items"
    CHANGES = "changes"
    SPRINTS = "sprints"
    SPRINT_ITEMS = "sprint_items"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What a column of such a file may mean."""
        return ROLE_KINDS[self]


ROLE_LABELS = {
    Role.ITEMS: "Items of work",
    Role.CHANGES: "Changes of items (changelog)",
    Role.SPRINTS: "Sprints",
    Role.SPRINT_ITEMS: "Which items were in which sprint",
    Role.IGNORED: "Nothing: leave it out",
}
FIELDS = (Kind.FIELD, Kind.FIELD_NUMBER, Kind.FIELD_DATE, Kind.FIELD_CHOICE)
"""Kinds that make a field of one's own."""
FIELD_TYPES = dict(zip(FIELDS, ("text", "number", "date", "choice"), strict=True))
ROLE_KINDS: dict[Role, tuple[Kind, ...]] = {
    Role.ITEMS: (
        Kind.KEY, Kind.TITLE, Kind.TYPE, Kind.STATUS, Kind.CREATED, Kind.STARTED, Kind.FINISHED,
        Kind.DUE, Kind.POINTS, Kind.ESTIMATE, Kind.ASSIGNEE, Kind.LABEL, Kind.PARENT, Kind.SPRINT,
        Kind.DESCRIPTION, Kind.COMMENT, *FIELDS, Kind.NONE,
    ),
    Role.CHANGES: (
        Kind.KEY, Kind.CHANGED_FIELD, Kind.CHANGED_FROM, Kind.CHANGED_TO, Kind.CHANGED_AT, Kind.NONE,
    ),
    Role.SPRINTS: (
        Kind.SPRINT_ID, Kind.SPRINT_NAME, Kind.SPRINT_START, Kind.SPRINT_END, Kind.SPRINT_COMPLETED,
        Kind.SPRINT_GOAL, Kind.NONE,
    ),
    Role.SPRINT_ITEMS: (
        Kind.KEY, Kind.SPRINT_ID, Kind.IN_SPRINT, Kind.TITLE, Kind.POINTS, Kind.POINTS_BEFORE,
        Kind.ASSIGNEE, Kind.NONE,
    ),
    Role.IGNORED: (Kind.NONE,),
}  # fmt: skip
MANY = frozenset({Kind.LABEL, Kind.SPRINT, Kind.COMMENT, *FIELDS, Kind.NONE})
"""Kinds that several columns may have; of the others there is one."""
DATES = frozenset(
    {
        Kind.CREATED, Kind.STARTED, Kind.FINISHED, Kind.DUE, Kind.CHANGED_AT, Kind.SPRINT_START,
        Kind.SPRINT_END, Kind.SPRINT_COMPLETED, Kind.FIELD_DATE,
    }
)  # fmt: skip
NUMBERS = frozenset({Kind.POINTS, Kind.POINTS_BEFORE, Kind.ESTIMATE, Kind.FIELD_NUMBER})
