"""forecast: when, how many, and whether such statements held before."""

import argparse
from datetime import date
from typing import Any

from leadline.foundation import clock
from leadline.wiring.command.common import acting_member, acting_options, console, print_json

NO_HISTORY = 3


def add(verbs: Any) -> None:
    forecast = verbs.add_parser("forecast", help="when will it be done, and how much by then")
    questions = forecast.add_subparsers(required=True, metavar="QUESTION")
    when = _question(questions, "when", "when so many items are done", run_when)
    when.add_argument("--items", required=True, type=float, help="how many items")
    when.add_argument("--by", type=_day, metavar="DATE", help="a promised day: with what chance does it hold")  # fmt: skip
    many = _question(questions, "how-many", "how many items are done by a day", run_how_many)
    many.add_argument("--by", type=_day, required=True, metavar="DATE")
    _question(questions, "backtest", "how often such statements would have held", run_backtest)


def _question(questions: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:
    question: argparse.ArgumentParser = questions.add_parser(name, help=told)
    question.add_argument("--product", required=True, metavar="NAME")
    question.add_argument("--weeks", type=int, default=12, help="weeks of history to go by")
    question.add_argument("--json", action="store_true")
    acting_options(question)
    question.set_defaults(run=run)
    return question


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is no date; write it as 2027-03-31") from error


def run_when(asked: argparse.Namespace) -> int:
    from leadline.delivery.commands import forecast_when

    told = forecast_when(acting_member(asked), clock.now(), asked.product, asked.items, asked.by, window=asked.weeks)  # fmt: skip
    return _tell(asked, told)


def run_how_many(asked: argparse.Namespace) -> int:
    from leadline.delivery.commands import forecast_how_many

    told = forecast_how_many(acting_member(asked), clock.now(), asked.product, asked.by, asked.weeks)  # fmt: skip
    return _tell(asked, told)


def _tell(asked: argparse.Namespace, told: Any) -> int:
    if asked.json:
        print_json(told)
        return 0
    console.print(told.words)
    if told.holds is not None:
        console.print(f"The promised {told.promised_on} holds with {told.holds:.0%}.")
    for warning in told.warnings:
        console.print(f"[dim]{warning}[/]")
    return 0


def run_backtest(asked: argparse.Namespace) -> int:
    """Print how often the statements held; exit code 3 when the history is too short to say."""
    from leadline.delivery.commands import forecast_backtest

    told = forecast_backtest(acting_member(asked), clock.now(), asked.product, asked.weeks)
    if asked.json:
        print_json(told)
    elif told.why_not:
        console.print(f"{told.product}: {told.why_not}")
    else:
        _print_lines(told)
    return NO_HISTORY if told.why_not else 0


def _print_lines(told: Any) -> None:
    console.print(f"{told.product}, {told.weeks} weeks of history, replayed:")
    for line, usual in zip(told.lines, told.usual, strict=True):
        console.print(
            f"  stated {line.stated:.0%}: held {line.held:.0%} of {line.statements} "
            f"(the true share lies in {line.low:.0%}–{line.high:.0%}); plain resampling {usual.held:.0%}",
            highlight=False,
        )
