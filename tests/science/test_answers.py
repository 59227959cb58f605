"""Answers can be kept as plain JSON and read back; the package stays pure."""

import ast
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import leadline_science
from leadline_science import (
    calibration,
    charts,
    conjoint,
    flow,
    market,
    retention,
    surveys,
    survival,
    text,
    uncertainty,
)
from leadline_science import experiments as e
from leadline_science import forecasting as f
from leadline_science import impact as im
from leadline_science import investment as inv
from leadline_science import portfolio as pf
from leadline_science import prioritisation as p
from leadline_science.answers import Answer
from leadline_science.catalogue import BY_ID, METHODS, restore
from leadline_science.plain import from_plain, to_plain
from leadline_science.refusals import NotFinite, NotKept

SOURCE = Path(leadline_science.__file__).parent
WEEKS = f.Throughput.of([3, 5, 2, 1, 5, 6, 4, 0, 7, 3, 4, 2])
DOUBT = uncertainty.lognormal(1, 9)
ARM, HITS = e.Arm(9, 3, 1), e.Conversions(3, 9)
PANEL = im.Panel.of({"a": [1, 2, 5], "b": [1, 3, 3], "c": [2, 2, 4], "d": [1, 2, 7]}, ["a"], 2)
WORK = flow.Spans((0, 1, 2, 3), (3, 4, 6, None))
MOVES = (flow.Move("a", 0, "doing"), flow.Move("a", 2, "waiting"), flow.Move("a", 5, "done"))

FLOWS = inv.Flows((-9, 4, 8))
DATED = inv.DatedFlows((0, 400), (-9, 12))

CHOICES = conjoint.Study(
    ("price",),
    tuple(conjoint.Choice(((1.0,), (2.0,)), int(at % 3 == 0), f"r{at % 12}") for at in range(48)),
)
SHOP = pf.Portfolio(
    (pf.Bet(name="a", value=3, cost=(2.0,)), pf.Bet(name="b", value=2, cost=(2.0,))),
    pf.Horizon(1),
    budget=pf.Budget((2.0,)),
)
TEXTS = ("export to PDF", "PDF export fails", "dark mode", "a dark theme")
SAID = text.by_words(TEXTS)

ASKED: dict[str, Callable[[], Answer]] = {
    "forecasting.when": lambda: f.forecast_when(
        WEEKS, f.Work(20, 30, 1, 1.5), growth=f.Growth.of([1, 0]), capacity=(0, 0.5)
    ),
    "forecasting.how_many": lambda: f.forecast_how_many(WEEKS, 4),
    "forecasting.all_done": lambda: f.all_done([f.forecast_when(WEEKS, each) for each in (9, 30)]),
    "forecasting.in_turn": lambda: f.in_turn([f.forecast_when(WEEKS, each) for each in (9, 12)]),
    "forecasting.backtest": lambda: f.backtest(WEEKS, window=6, horizon=2),
    "forecasting.own_drift": lambda: f.own_drift(WEEKS, window=6),
    "forecasting.pooled_drift": lambda: f.pooled_drift([WEEKS, WEEKS]),
    "forecasting.score": lambda: f.score_when(f.forecast_when(WEEKS, 30), done_in=None, waited=12),
    "flow.cycle_times": lambda: flow.cycle_times(WORK),
    "flow.ageing": lambda: flow.ageing(WORK, today=5, expectation=4),
    "flow.throughput": lambda: flow.throughput([1, 8, 9], start=0, end=14),
    "flow.wip": lambda: flow.wip(WORK, start=0, end=5),
    "flow.cumulative_flow": lambda: flow.cumulative_flow(MOVES, states=["doing"], times=[0, 3]),
    "flow.time_in_state": lambda: flow.time_in_state(MOVES, until=6),
    "flow.efficiency": lambda: flow.flow_efficiency(
        MOVES, active=["doing"], waiting=["waiting"], done=["done"]
    ),
    "flow.little": lambda: flow.littles_law(WORK, start=0, end=6),
    "flow.say_do": lambda: flow.say_do([3, 0], [2, 0]),
    "charts.xmr": lambda: charts.process_behaviour([3, 9, 2, 1, 5, 6, 4, 0], floor=0, seed=3),
    "survival.kaplan_meier": lambda: survival.kaplan_meier([1, 2, 3], [True, False, True]),
    "calibration.record": lambda: calibration.track_record([calibration.Statement(0.85, True)]),
    "calibration.brier": lambda: calibration.brier([0.2, 0.9], [False, True]),
    "calibration.crps": lambda: calibration.crps_ensemble([1, 2], 3),
    "calibration.interval_score": lambda: calibration.interval_scores([1], [2], [3], level=0.9),
    "calibration.pit": lambda: calibration.pit_histogram([0.1], [0.3]),
    "experiments.means": lambda: e.compare_means(ARM, ARM, planned=(1, 1)),
    "experiments.shares": lambda: e.compare_shares(HITS, HITS),
    "experiments.ratios": lambda: e.compare_ratios(*[e.RatioArm(9, 3, 2, 1, 1, 0.5)] * 2),
    "experiments.cuped": lambda: e.compare_adjusted(*[e.Paired(9, 3, 2, 1, 1, 0.5)] * 2),
    "experiments.bayes_shares": lambda: e.believe_shares(HITS, HITS),
    "experiments.bayes_means": lambda: e.believe_means(ARM, ARM),
    "experiments.sample_ratio": lambda: e.sample_ratio([9, 8]),
    "experiments.several": lambda: e.several({"a": 0.1}),
    "experiments.planned_looks": lambda: e.plan_looks(2),
    "experiments.at_look": lambda: e.at_look(e.plan_looks(2), 1, ARM, HITS),
    "experiments.confidence_sequence": lambda: e.confidence_sequence(ARM, ARM),
    "experiments.size_for_shares": lambda: e.size_for_shares(0.2, 0.1),
    "experiments.size_for_means": lambda: e.size_for_means(2, 1),
    "calibration.people": lambda: calibration.leanings([calibration.Promise("a", "b", 1, 2, 3)]),
    "calibration.corrected": lambda: calibration.corrected(
        calibration.leanings([calibration.Promise("a", "b", 1, 2, 3)]), "a", "b", 2, 4
    ),
    "calibration.chances": lambda: calibration.surenesses(
        [calibration.Foretold("a", "b", 0.9, came=True)]
    ),
    "calibration.corrected_chance": lambda: calibration.corrected_chance(
        calibration.surenesses([calibration.Foretold("a", "b", 0.9, came=True)]), "a", "b", 0.8
    ),
    "calibration.evidence": lambda: calibration.confidence([calibration.Evidence("a", 9, 30)]),
    "calibration.balance": lambda: calibration.balance(
        calibration.Duty(half, True, 3) for half in calibration.Half
    ),
    "impact.differences": lambda: im.differences(PANEL),
    "impact.synthetic_control": lambda: im.synthetic_control(PANEL),
    "impact.synthetic_did": lambda: im.synthetic_did(PANEL),
    "impact.structural": lambda: im.structural_effect(
        im.History(tuple(at % 5.0 for at in range(24)), 20), draws=400
    ),
    "uncertainty.wilson": lambda: uncertainty.wilson(8, 10),
    "uncertainty.estimate": lambda: uncertainty.told(uncertainty.pert(1, 3, 9, level=0.8)),
    "uncertainty.spread": lambda: uncertainty.spread(
        lambda of: of["x"] * of["y"], {"x": uncertainty.lognormal(1, 9), "y": 3}, draws=64
    ),
    "surveys.difference": lambda: surveys.difference(56, 70, 48, 80),
    "surveys.nps": lambda: surveys.nps(surveys.Recommendations(15, 10, 5)),
    "surveys.nps_change": lambda: surveys.nps_change(
        surveys.Recommendations(15, 10, 5), surveys.Recommendations(9, 10, 5)
    ),
    "surveys.csat": lambda: surveys.csat([5, 4, 1], draws=100),
    "surveys.ces": lambda: surveys.ces([7, 7, 7], draws=100),
    "surveys.sample_size": lambda: surveys.sample_size(0.05, population=1000),
    "surveys.effective_size": lambda: surveys.effective_size([1, 2, 4]),
    "surveys.weighted_share": lambda: surveys.weighted_share([True, False], [1, 3]),
    "surveys.raking": lambda: surveys.raking(
        [{"size": "small"}, {"size": "large"}], {"size": {"small": 0.7, "large": 0.3}}, heaviest=1.2
    ),
    "surveys.kano": lambda: surveys.kano([surveys.KanoCounts("a", 4, 3, 2, 1)], draws=100),
    "surveys.van_westendorp": lambda: surveys.van_westendorp(
        [surveys.PriceAnswer(at, at + 2, at + 5, at + 9) for at in range(12)], draws=100
    ),
    "surveys.gabor_granger": lambda: surveys.gabor_granger(
        surveys.PriceTests((5, 9), (8, 3), (10, 10)), draws=100
    ),
    "market.size": lambda: market.market_size(
        [
            market.Way(name, (market.Part("all", (market.Factor(name, DOUBT),), won=0.1),))
            for name in ("top-down", "bottom-up")
        ],
        draws=64,
    ),
    "market.concentration": lambda: market.concentration({"a": 3, "b": 1}, others=2),
    "market.bass": lambda: market.bass(0.03, 0.38, 1000, 5),
    "market.adoption": lambda: market.adoption([10, 30, 60, 90, 100, 80, 40], draws=100),
    "survival.log_rank": lambda: survival.log_rank(
        [survival.Group("a", (1, 2), (True, True)), survival.Group("b", (3, 4), (True, False))]
    ),
    "retention.projection": lambda: retention.project_retention(
        [retention.Cohort((100, 70, 55, 46, 40))], draws=100
    ),
    "conjoint.logit": lambda: conjoint.logit(CHOICES),
    "conjoint.hierarchical": lambda: conjoint.hierarchical(CHOICES, draws=400),
    "prioritisation.rice": lambda: p.rank(p.rice([p.RiceBet("a", DOUBT, 1, 1)]), draws=50),
    "prioritisation.ice": lambda: p.rank(p.ice([p.IceIdea("a", 1, 2, 3)])),
    "prioritisation.wsjf": lambda: p.rank(p.wsjf([p.WsjfJob("a", 1, 2, 3, DOUBT)]), draws=50),
    "prioritisation.value_effort": lambda: p.rank(p.value_effort([p.ValueItem("a", 3, 1)])),
    "prioritisation.weighted": lambda: p.rank(p.weighted({"a": {"x": 1}}, {"x": 1})),
    "prioritisation.own_formula": lambda: p.rank(
        p.own_formula("x / y", {"a": {"x": 1, "y": DOUBT}, "b": {"x": 2, "y": 2}}), draws=50
    ),
    "prioritisation.opportunity": lambda: p.opportunities([p.OutcomeAnswers("a", 4, 3, 2, 1)]),
    "prioritisation.moscow": lambda: p.moscow(
        [p.Wish("a", p.Group.MUST, 9)], f.forecast_how_many(WEEKS, 4), capacity=12
    ),
    "prioritisation.ahp": lambda: p.ahp("abc", [[[1, 2, 5], [0.5, 1, None], [0.2, None, 1]]]),
    "prioritisation.topsis": lambda: p.topsis(
        {"a": {"x": DOUBT}, "b": {"x": 2}, "c": {"x": 1}}, [p.Criterion("x", 1)], draws=50
    ),
    "prioritisation.bradley_terry": lambda: p.bradley_terry([p.Duel("a", "b", 3, 1, 2)], draws=100),
    "prioritisation.next_pair": lambda: p.next_pairs("abc", [p.Duel("a", "b")], draws=100),
    "prioritisation.maxdiff": lambda: p.maxdiff([p.Task(("a", "b", "c"), "a", "c")], draws=100),
    "prioritisation.buy_a_feature": lambda: p.buy_a_feature(
        {"a": 9}, [p.Purchase("p", "a", 1), p.Purchase("q", "a", 2)], budget=2, draws=100
    ),
    "prioritisation.sequence": lambda: p.sequence(
        [p.Job("a", DOUBT, 1), p.Job("b", 2, 3, ("a",))], draws=20
    ),
    "prioritisation.learn_next": lambda: p.learn_next(
        p.value_effort([p.ValueItem("a", DOUBT, 1), p.ValueItem("b", 3, 1)]), draws=100
    ),
    "investment.npv": lambda: inv.npv(FLOWS, 0.1),
    "investment.xnpv": lambda: inv.xnpv(DATED, 0.1),
    "investment.irr": lambda: inv.irr(FLOWS),
    "investment.xirr": lambda: inv.xirr(DATED),
    "investment.mirr": lambda: inv.mirr(FLOWS, finance=0.1, reinvest=0.05),
    "investment.payback": lambda: inv.payback(FLOWS, 0.1),
    "investment.stages": lambda: inv.staged([inv.Stage("a", 1, 0.5)], 9),
    "investment.search_order": lambda: inv.search_order([inv.Alternative("a", 1, (9.0,), (1.0,))]),
    "investment.deferral": lambda: inv.deferral(inv.Wait(9, 8, 2, 0.3, 0.02, 0.1)),
    "investment.tornado": lambda: inv.tornado(
        inv.Case((inv.Line("a", ("x",), (-1, 2)),), {"x": DOUBT}, 0.1), draws=64
    ),
    "portfolio.choice": lambda: pf.choose(SHOP),
    "portfolio.frontier": lambda: pf.frontier(SHOP, factors=(0.1, 1)),
    "portfolio.prices": lambda: pf.prices(SHOP),
    "portfolio.reasons": lambda: pf.reasons(SHOP, ["a"]),
    "text.similar": lambda: text.similar(SAID, 0),
    "text.duplicates": lambda: text.duplicates(SAID, 0.3),
    "text.threshold": lambda: text.duplicate_threshold(
        [0.9, 0.8, 0.4, 0.3], [True, True, False, False]
    ),
    "text.themes": lambda: text.find_themes(TEXTS, SAID, count=2),
}


def test_every_method_is_asked_here() -> None:
    assert set(ASKED) == set(BY_ID)
    assert len(METHODS) == len(BY_ID)


@pytest.mark.parametrize("method", ASKED)
def test_an_answer_is_read_back_as_it_was_kept(method: str) -> None:
    answer = ASKED[method]()
    kept = json.dumps(answer.to_dict(), allow_nan=False)

    assert restore(json.loads(kept)) == answer
    assert (answer.method, answer.version) == (method, BY_ID[method].version)
    assert answer.assumptions or method == "forecasting.score"


@pytest.mark.parametrize("method", ASKED)
def test_the_same_question_has_the_same_answer(method: str) -> None:
    assert ASKED[method]() == ASKED[method]()


def test_a_kept_answer_that_does_not_fit_is_refused() -> None:
    kept = uncertainty.wilson(8, 10).to_dict()

    for spoilt in ({}, {**kept, "method": "none"}, {**kept, "extra": 1}, {**kept, "hits": "8"}):
        with pytest.raises(NotKept):
            restore(spoilt)
    with pytest.raises(NotKept):
        BY_ID["charts.xmr"].restore(kept)


def test_what_json_cannot_hold_is_never_kept() -> None:
    with pytest.raises(NotFinite):
        to_plain(float("nan"))
    with pytest.raises(NotKept):
        to_plain(object())
    with pytest.raises(NotKept):
        from_plain(tuple[int, int], [1])


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield str(node.module).partition(".")[0]


def test_the_package_rests_on_numpy_scipy_and_highs_alone() -> None:
    used = {name for file in SOURCE.rglob("*.py") for name in imports(file)}

    assert used - set(sys.stdlib_module_names) <= {"leadline_science", "numpy", "scipy", "highspy"}
    assert used & {"datetime", "time", "random", "os", "pathlib", "socket"} == set()
