"""The tree of goals, objectives and key results."""

from uuid import UUID

from ninja import Schema

from leadline.strategy.queries import Tree, TreeFilters, TreeLine
from leadline.strategy.queries.tree import Sort
from leadline.strategy.schemas.aims import GoalOut, ObjectiveOut
from leadline.strategy.schemas.results import ResultOut


class TreeQuery(Schema):
    """Of which cycle, product and person; all of it that is named."""

    cycle: UUID | None = None
    product: UUID | None = None
    owner: UUID | None = None
    after: str = ""

    def filters(self) -> TreeFilters:
        return TreeFilters(self.cycle, self.product, self.owner)


class TreeLineOut(Schema):
    """A line of the tree: one of `goal`, `objective` and `result` is there, as its own address tells it.

    `depth` is 0 for the uppermost. `fits` is false for what is named only for what lies below it.
    """

    sort: Sort
    depth: int
    fits: bool
    goal: GoalOut | None = None
    objective: ObjectiveOut | None = None
    result: ResultOut | None = None

    @classmethod
    def of(cls, line: TreeLine) -> "TreeLineOut":
        place = line.place
        told = cls(sort=place.sort, depth=place.depth, fits=place.fits)
        if line.result is not None:
            told.result = ResultOut.of(line.result)
        elif place.sort == "goal":
            told.goal = GoalOut.of(line.row, line.progress)
        else:
            told.objective = ObjectiveOut.of(line.row, line.progress)
        return told


class TreeOut(Schema):
    """A page of the tree in reading order; the counts are those of the whole, `stale` of the page."""

    rows: list[TreeLineOut]
    after: str
    objectives: int
    results: int
    stale: int
    unmeasured: int

    @classmethod
    def of(cls, tree: Tree) -> "TreeOut":
        same = ("objectives", "results", "stale", "unmeasured")
        rows = [TreeLineOut.of(line) for line in tree.page.rows]
        return cls(rows=rows, after=tree.page.after, **{name: getattr(tree, name) for name in same})
