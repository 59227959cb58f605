"""Rankings as people read them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.design.charts import RankSpan, rank_span
from leadline.design.numbers import number, percent, up_to
from leadline.planning.models import Ranking
from leadline.planning.queries.rankings.asking import Asked, Confidence
from leadline.planning.queries.rankings.candidates import EVIDENCE, NOTHING, TEAMS, Cell
from leadline.planning.queries.rankings.coming import Coming
from leadline.planning.queries.rankings.frameworks import ABOUT, GROUPS, Asks
from leadline.planning.queries.rankings.pieces import Line
from leadline.planning.queries.rankings.runs import KeptRanking
from leadline_science.prioritisation import Lesson, Lessons

TIED = 0.05
"""A chance to beat the next this near to a half is a tie for all purposes."""
SOURCES = {TEAMS: _("from the teams’ efforts"), EVIDENCE: _("from evidence"), NOTHING: _("nothing under it")}  # fmt: skip
CONFIDENCE_WORDS = {
    Confidence.TYPED: _("as it was typed"), Confidence.EVIDENCE: _("computed from linked evidence"), Confidence.NONE: _("none; ranges say the doubt"),
}  # fmt: skip


def first_in_words(ranking: Ranking) -> str:
    """What comes first, as a title."""
    if ranking.is_moscow:
        must = ranking.answer["lines"][0]
        return _("All Musts are done by the date with a chance of %(chance)s.") % {"chance": percent(must["all_done"])}  # fmt: skip
    return _("%(first)s comes first") % {"first": ranking.leaders[0]}


def answer_in_words(ranking: Ranking) -> str:
    """The answer in one sentence or two, from the ranking's own columns."""
    first = first_in_words(ranking)
    return first if ranking.is_moscow else f"{first}. {settled(ranking)}"


def settled(ranking: Ranking) -> str:
    """How stable the choice is; nothing where groups are asked for."""
    if ranking.is_moscow:
        return ""
    expected = ranking.answer["stability"] * ranking.top
    if ranking.top == 1:
        return _("It is the true best with a chance of %(chance)s.") % {"chance": percent(ranking.answer["stability"])}  # fmt: skip
    values = {"top": number(ranking.top), "n": number(expected, 1)}
    return _("Of the %(top)s chosen, %(n)s are likely among the true best %(top)s.") % values


def lesson_in_words(kept: KeptRanking) -> str:
    """The unknown most worth learning before choosing, or that there is none."""
    lessons = kept.lessons
    best = lessons.inputs[0] if lessons and lessons.inputs else None
    if lessons is None or best is None or best.value <= 0:
        return _("No unknown can change the choice of the first %(top)s.") % {"top": kept.ranking.top}  # fmt: skip
    values = {"what": subject(best, kept), "share": percent(_of_all(best, lessons))}
    return _("Learn %(what)s first: knowing it is worth %(share)s of knowing everything.") % values


def _of_all(lesson: Lesson, lessons: Lessons) -> float:
    return lesson.value / lessons.evpi if lessons.evpi > 0 else 0.0


def subject(lesson: Lesson, kept: KeptRanking) -> str:
    """What would be learnt: "the reach of “Search”"."""
    label = input_label(lesson.input, kept.asked).lower()
    if not lesson.item:
        return _("the %(input)s") % {"input": label}
    return _("the %(input)s of “%(bet)s”") % {"input": label, "bet": kept.names.get(lesson.item, lesson.item)}  # fmt: skip


def input_label(name: str, asked: Asked) -> str:
    """The label of an input by the name that the science or a row knows it by."""
    for each in asked.asks:
        if name in (each.name, each.name.partition(".")[2], str(each.label).lower()):
            return str(each.label)
    return name.replace("_", " ")


def lesson_rows(kept: KeptRanking) -> list[tuple[str, Any]]:
    """What to learn and what it is worth, best first."""
    lessons = kept.lessons
    if lessons is None:
        return []
    worth = [each for each in lessons.inputs if each.value > 0][:10]
    return [(subject(each, kept), percent(_of_all(each, lessons))) for each in worth]


def span(line: Line, count: int, before: Line | None) -> RankSpan | None:
    """The places a bet may take, drawn; a tie with a neighbour is drawn as one."""
    stands = line.standing
    if stands is None:
        return None
    return rank_span(stands.rank_low, stands.rank, stands.rank_high, count, tie=is_tied(line) or (before is not None and is_tied(before)))  # fmt: skip


def is_tied(line: Line) -> bool:
    """Whether it is as likely as not that a bet beats the next."""
    beats = line.standing.beats_next if line.standing else None
    return beats is not None and abs(beats - 0.5) <= TIED


def places(line: Line) -> str:
    """The places a bet may take, as in "2, may be 1–9"."""
    stands = line.standing
    if stands is None:
        return ""
    if stands.rank_low == stands.rank_high:
        return _("surely %(place)s") % {"place": number(stands.rank_low)}
    return f"{number(stands.rank_low)}–{number(stands.rank_high)}"


def cell_words(cell: Cell | None, asks: Asks) -> str:
    """A number as it is shown: "500 · 200–900", or the name of a group."""
    if cell is None:
        return ""
    if asks.is_choice:
        return str(GROUPS.get(int(cell.likely), cell.likely))
    unit = "\u202f%" if asks.highest == 100 else ""
    if cell.is_certain:
        return f"{number(cell.likely)}{unit}"
    return f"{number(cell.likely)}{unit} · {up_to(number(cell.low), number(cell.high))}"


def doubt_words(cell: Cell) -> str:
    """Where a number comes from, or that nobody stated a doubt."""
    if cell.source in SOURCES:
        return SOURCES[cell.source]
    return _("no doubt stated") if cell.is_certain else ""


def digits_of(score: float) -> int:
    """So many decimals that a score shows about three figures."""
    return 0 if abs(score) >= 100 else 1 if abs(score) >= 10 else 2


def counts(ranking: Ranking) -> str:
    """How many were ranked, and how many lacked something."""
    ranked = ngettext("%(n)s bet ranked", "%(n)s bets ranked", ranking.bets) % {"n": number(ranking.bets)}  # fmt: skip
    if not ranking.lacking:
        return ranked
    return _("%(ranked)s, %(lacking)s left out") % {"ranked": ranked, "lacking": number(ranking.lacking)}  # fmt: skip


def how_computed(kept: KeptRanking) -> Sequence[tuple[str, str]]:
    """Names and values for "how was this computed"."""
    ranking, asked = kept.ranking, kept.asked
    rows = [
        (_("Framework"), f"{ranking.get_framework_display()}: {ABOUT[ranking.framework]}"),
        (_("Method"), _("%(id)s, version %(version)s") % {"id": ranking.method, "version": ranking.method_version}),
        (_("Random numbers"), _("seed %(seed)s, %(draws)s draws") % {"seed": ranking.seed, "draws": number(ranking.answer.get("draws", 2_000))}),
        (_("Bets"), counts(ranking)),
        (_("A range"), _("nine times in ten the truth lies inside; drawn as a triangle")),
    ]  # fmt: skip
    if asked.uses_confidence:
        rows.append((_("Confidence"), CONFIDENCE_WORDS[Confidence(asked.confidence)]))
    own = ((_("Formula"), asked.formula), (_("Weights"), asked.weights), (_("Capacity"), asked.capacity))  # fmt: skip
    return [*rows, *((name, text) for name, text in own if text), (_("Run"), str(ranking.pk))]


def questions_differ(before: Asked, after: Asked) -> list[tuple[str, str, str]]:
    """How two questions differ beside the bets and what was said of them: name, before, after."""
    names = {"confidence": _("Confidence"), "state": _("State"), "theme": _("Theme"), "weights": _("Weights"), "formula": _("Formula"), "product": _("Product")}  # fmt: skip
    pairs = ((label, getattr(before, name), getattr(after, name)) for name, label in names.items())
    return [(label, one or "–", other or "–") for label, one, other in pairs if one != other]


def stage_words(found: Coming) -> str:
    """What is being done for a ranking on its way."""
    stages = {
        "drawing": _("Drawing scores and putting them in order"),
        "keeping": _("Keeping the answer"),
    }
    return stages.get(found.job.stage, _("Waiting for its turn"))


FOR_TEMPLATES = {
    "in_words": answer_in_words, "first_in_words": first_in_words, "settled": settled, "cell_words": cell_words, "doubt_words": doubt_words, "span": span, "places": places,
    "is_tied": is_tied, "counts": counts, "input_label": input_label, "digits_of": digits_of,
    "stage_words": stage_words,
}  # fmt: skip
