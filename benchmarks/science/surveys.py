"""How often the limits of surveys hold the truth they are about.

    python -m benchmarks.science.surveys

Exact where all samples can be counted (net promoter score and its change, difference of shares);
simulated for means of ratings, weighted shares and price points.
"""

from collections.abc import Callable
from itertools import product

import numpy as np
from scipy.stats import binom, multinomial, norm

from leadline_science.checks import Floats
from leadline_science.surveys import (
    PriceAnswer,
    PriceTests,
    Recommendations,
    ces,
    difference,
    gabor_granger,
    nps,
    nps_change,
    van_westendorp,
    weighted_share,
)

Z = float(norm.ppf(0.975))
MIXES = ((0.5, 0.3, 0.2), (0.33, 0.34, 0.33), (0.8, 0.15, 0.05))


def every(count: int) -> list[Recommendations]:
    """All ways in which `count` people can answer."""
    ends = [(up, down) for up in range(count + 1) for down in range(count + 1 - up)]
    return [Recommendations(up, count - up - down, down) for up, down in ends]


def nps_held(count: int, mix: tuple[float, float, float]) -> tuple[float, float]:
    """Exact coverage of the adjusted interval and of the plain Wald."""
    true, held = mix[0] - mix[2], np.zeros(2)
    for answers in every(count):
        chance = multinomial.pmf(
            [answers.promoters, answers.passives, answers.detractors], count, mix
        )
        found = nps(answers)
        up, down = answers.promoters / count, answers.detractors / count
        half = Z * ((up + down - (up - down) ** 2) / count) ** 0.5
        held += chance * np.array([found.low <= true <= found.high, abs(up - down - true) <= half])
    adjusted, plain = held.tolist()
    return adjusted, plain


def change_held(
    count: int, mix: tuple[float, float, float], other: tuple[float, float, float]
) -> float:
    """Exact coverage of the change between two rounds."""
    true = mix[0] - mix[2] - other[0] + other[2]
    held = 0.0
    rounds = [
        [(each, _chance(each, count, shares)) for each in every(count)] for shares in (mix, other)
    ]
    for (now, one), (before, two) in product(*rounds):
        if one * two > 1e-9:
            found = nps_change(now, before)
            held += one * two * (found.low <= true <= found.high)
    return held


def _chance(answers: Recommendations, count: int, mix: tuple[float, float, float]) -> float:
    seen = [answers.promoters, answers.passives, answers.detractors]
    return float(multinomial.pmf(seen, count, mix))


def difference_held(count: int, other: int, share: float, apart: float) -> float:
    """Exact coverage of Newcombe's interval."""
    held = 0.0
    for hits, hits_other in product(range(count + 1), range(other + 1)):
        chance = binom.pmf(hits, count, share) * binom.pmf(hits_other, other, share - apart)
        if chance > 1e-12:
            found = difference(hits, count, hits_other, other)
            held += float(chance) * (found.low - 1e-12 <= apart <= found.high + 1e-12)
    return held


def simulated(runs: int, once: Callable[[np.random.Generator, int], bool]) -> float:
    """The share of `runs` in which the truth was held."""
    random = np.random.Generator(np.random.PCG64(1))
    return float(np.mean([once(random, seed) for seed in range(runs)]))


def rating_held(shares: Floats, count: int) -> float:
    """Coverage of the mean of ratings 1-7."""
    true = float(shares @ np.arange(1, 8))

    def once(random: np.random.Generator, seed: int) -> bool:
        found = ces((random.choice(7, count, p=shares) + 1).tolist(), draws=1000, seed=seed)
        return found.mean_low <= true <= found.mean_high

    return simulated(600, once)


def weighted_held(share: float, count: int) -> float:
    """Coverage of a weighted share, weights 1 to 4 known beforehand, unrelated to the answers."""

    def once(random: np.random.Generator, _: int) -> bool:
        weights = random.choice([1.0, 2.0, 4.0], count)
        found = weighted_share((random.random(count) < share).tolist(), weights.tolist())
        return found.low <= share <= found.high

    return simulated(2000, once)


def buyers(count: int, differ: float, random: np.random.Generator) -> list[PriceAnswer]:
    """Answers around 8, 12, 14 and 17, in cents; people differ by `differ` in what they call dear."""
    own = random.normal(0, differ, count)
    drawn = [own + random.normal(middle, 100, count) for middle in (800, 1200, 1400, 1700)]
    return [PriceAnswer(*row) for row in np.maximum(np.round(drawn), 0).T.tolist()]


def prices_held(count: int, differ: float) -> list[float]:
    """Coverage of the four points of Van Westendorp, against those of 40,000 people."""
    random = np.random.Generator(np.random.PCG64(2))
    names = ("cheapest", "dearest", "indifference", "optimal")
    everyone = van_westendorp(buyers(40_000, differ, random), draws=100)
    held: list[list[bool]] = []
    for seed in range(300):
        found = van_westendorp(buyers(count, differ, random), draws=400, seed=seed)
        points = [(getattr(found, name), getattr(everyone, name).price) for name in names]
        held.append([point.low <= true <= point.high for point, true in points])
    return list(np.mean(held, axis=0).tolist())


def demand_held(count: int, same_people: bool) -> tuple[float, float]:
    """Coverage of demand, and the mean chance given to the price that is truly best."""
    prices, shares = (10.0, 15.0, 20.0, 25.0, 30.0), np.array([0.8, 0.6, 0.42, 0.2, 0.1])
    random = np.random.Generator(np.random.PCG64(3))
    held: list[bool] = []
    chances: list[float] = []
    for seed in range(300):
        tests = PriceTests(prices, tuple(random.binomial(count, shares).tolist()), (count,) * 5)
        if same_people:
            tops = (random.random(count)[:, None] < shares).sum(axis=1)
            tests = PriceTests.of(prices, [prices[top - 1] if top else None for top in tops])
        found = gabor_granger(tests, draws=1000, seed=seed)
        lines = zip(found.lines, shares.tolist(), strict=True)
        held += [line.low <= share <= line.high for line, share in lines]
        chances.append(found.lines[1].best_chance)
    return float(np.mean(held)), float(np.mean(chances))


def main() -> None:
    """Print one line per setting."""
    for count, mix in product((10, 30, 100), MIXES):
        adjusted, plain = nps_held(count, mix)
        print(f"NPS            n {count:3d}  {mix}  {adjusted:.3f}   plain Wald {plain:.3f}")
    for mix, other in product(MIXES, MIXES):
        print(f"NPS change     n  15  {mix} {other}  {change_held(15, mix, other):.3f}")
    cases = product((10, 30, 100), (0.5, 0.8, 0.95), (0.0, 0.1, 0.3))
    found = [difference_held(count, count, *rest) for count, *rest in cases]
    print(
        f"difference     {len(found)} settings  {min(found):.3f} - {max(found):.3f}, mean {np.mean(found):.3f}"
    )
    for shares, count in product(((1, 1, 2, 4, 6, 8, 4), (0, 0, 0, 0, 1, 4, 15)), (10, 30, 100)):
        weights = np.array(shares) / sum(shares)
        print(f"mean rating    n {count:3d}  {shares}  {rating_held(weights, count):.3f}")
    for share, count in product((0.1, 0.5), (30, 100, 300)):
        print(f"weighted share n {count:3d}  {share}  {weighted_held(share, count):.3f}")
    for differ, count in product((400.0, 150.0), (50, 100, 300)):
        shown = "  ".join(f"{each:.3f}" for each in prices_held(count, differ))
        print(f"Van Westendorp n {count:3d}  differ {differ:g}  {shown}")
    for count, same in product((30, 100, 300), (False, True)):
        held, chance = demand_held(count, same)
        print(
            f"Gabor-Granger  n {count:3d}  same people {same}  {held:.3f}   chance of the best {chance:.2f}"
        )


if __name__ == "__main__":
    main()
