"""Own formulas: read into a tree of a few allowed operations, never run as code."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from leadline_science.checks import Floats
from leadline_science.refusals import NotReadable, UnitsDiffer
from leadline_science.uncertainty.units import NUMBER, Unit

LONGEST = 500
DEEPEST = 40
LARGEST_POWER = 8

BINARY: Mapping[type[ast.operator], Callable[[Floats, Floats], Floats]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
}
FUNCTIONS: Mapping[str, tuple[Callable[..., Floats], int, int]] = {
    "min": (lambda *of: _fold(np.minimum, of), 2, 8),
    "max": (lambda *of: _fold(np.maximum, of), 2, 8),
    "sqrt": (np.sqrt, 1, 1),
    "log": (np.log, 1, 1),
    "exp": (np.exp, 1, 1),
    "abs": (np.abs, 1, 1),
}
SAME_UNIT = ("min", "max", "abs")


@dataclass(frozen=True)
class Expression:
    """A formula that was read: `names` are its inputs, sorted."""

    text: str
    tree: ast.expr = field(repr=False, compare=False)
    names: tuple[str, ...] = ()

    def __call__(self, values: Mapping[str, Floats]) -> Floats:
        """The value at `values`, arrays by input."""
        return _value(self.tree, values)

    def unit(self, units: Mapping[str, Unit]) -> Unit:
        """The unit of the result. Raises `UnitsDiffer` naming the position."""
        return _unit(self.tree, units)


def read(text: str, inputs: Sequence[str]) -> Expression:
    """`text` as an expression of `inputs`: + - * / **, parentheses, numbers, min max sqrt log exp abs.

    Raises `NotReadable` with the position (from 1) of what is not understood.
    """
    if len(text) > LONGEST:
        raise NotReadable(
            f"The formula has {len(text)} characters.", f"Keep it to {LONGEST}.", LONGEST + 1
        )
    tree = _parsed(text)
    names = set[str]()
    _check(tree, frozenset(inputs), names, text, 0)
    return Expression(text, tree, tuple(sorted(names)))


def _parsed(text: str) -> ast.expr:
    if not text.strip():
        raise NotReadable("The formula is empty.", "Write one, such as reach * impact / effort.")
    start = len(text) - len(text.lstrip())
    try:
        return ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        at = start + (error.offset or len(text.strip()) + 1)
        raise NotReadable(
            f"The formula cannot be read at character {at}.",
            "Write it with + - * / ** and parentheses.",
            at,
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise NotReadable(
            "The formula cannot be read.", "Use plain text and fewer parentheses."
        ) from None


def _check(node: ast.expr, known: frozenset[str], names: set[str], text: str, depth: int) -> None:
    if depth > DEEPEST:
        raise _refusal(node, text, "The formula is nested too deep", "Split it up.")
    if isinstance(node, ast.Name):
        _check_name(node, known, names, text)
    elif isinstance(node, ast.Constant):
        _check_number(node, text)
    else:
        for child in _parts(node, text):
            _check(child, known, names, text, depth + 1)


def _check_name(node: ast.Name, known: frozenset[str], names: set[str], text: str) -> None:
    if node.id not in known:
        listed = ", ".join(sorted(known)) or "none"
        raise _refusal(node, text, f"There is no input {node.id}", f"Use one of: {listed}.")
    names.add(node.id)


def _check_number(node: ast.Constant, text: str) -> None:
    plain = isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if not plain or not abs(float(min(abs(node.value), 10**300))) < 1e15:  # type: ignore[arg-type]
        raise _refusal(node, text, "This is not a usable number", "Write numbers such as 1.5.")


def _parts(node: ast.expr, text: str) -> Sequence[ast.expr]:
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        return (node.left, node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        _exponent(node, text)
        return (node.left,)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        return (node.operand,)
    if isinstance(node, ast.Call):
        return _arguments(node, text)
    raise _refusal(
        node, text, "This is not allowed in a formula", "Use + - * / **, numbers and inputs."
    )


def _exponent(node: ast.BinOp, text: str) -> float:
    sign, power = 1.0, node.right
    if isinstance(power, ast.UnaryOp) and isinstance(power.op, ast.USub):
        sign, power = -1.0, power.operand
    value = power.value if isinstance(power, ast.Constant) else None
    if type(value) not in (int, float) or not float(value) <= LARGEST_POWER:  # type: ignore[arg-type]
        raise _refusal(
            node.right, text, "A power must be a number", f"Write one from 0 to {LARGEST_POWER}."
        )
    return sign * float(value)  # type: ignore[arg-type]


def _arguments(node: ast.Call, text: str) -> Sequence[ast.expr]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS or node.keywords:
        listed = ", ".join(FUNCTIONS)
        raise _refusal(node, text, "There is no such function", f"Use one of: {listed}.")
    _, least, most = FUNCTIONS[name]
    if not least <= len(node.args) <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise _refusal(node, text, f"{name} has {len(node.args)} values", f"Give {wanted}.")
    return node.args


def _refusal(node: ast.expr, text: str, what: str, remedy: str) -> NotReadable:
    body = text.strip()
    line = body.split("\n")[node.lineno - 1]
    before = sum(len(each) + 1 for each in body.split("\n")[: node.lineno - 1])
    at = len(line.encode()[: node.col_offset].decode()) + before
    at += len(text) - len(text.lstrip()) + 1
    return NotReadable(f"{what} (character {at}).", remedy, at)


def _value(node: ast.expr, values: Mapping[str, Floats]) -> Floats:
    match node:
        case ast.Name(id=name):
            return values[name]
        case ast.Constant(value=number):
            return np.asarray(float(number))  # type: ignore[arg-type]
        case ast.UnaryOp(op=op, operand=operand):
            inner = _value(operand, values)
            return np.negative(inner) if isinstance(op, ast.USub) else inner
        case ast.BinOp(left=left, op=ast.Pow()):
            return np.asarray(_value(left, values) ** _exponent(node, ""))
        case ast.BinOp(left=left, op=op, right=right):
            return BINARY[type(op)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=args):
            return FUNCTIONS[name][0](*(_value(each, values) for each in args))
    raise NotReadable("The formula holds something unknown.", "Read it again.")


def _unit(node: ast.expr, units: Mapping[str, Unit]) -> Unit:
    match node:
        case ast.Name(id=name):
            return units[name]
        case ast.UnaryOp(operand=operand):
            return _unit(operand, units)
        case ast.BinOp(left=left, op=ast.Pow()):
            return _power_unit(node, _unit(left, units))
        case ast.BinOp(left=left, op=op, right=right):
            return _binary_unit(op, _unit(left, units), _unit(right, units), node)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call_unit(name, [_unit(each, units) for each in args], node)
    return NUMBER


def _binary_unit(op: ast.operator, one: Unit, other: Unit, node: ast.expr) -> Unit:
    if isinstance(op, ast.Mult | ast.Div):
        return one.times(other, 1 if isinstance(op, ast.Mult) else -1)
    try:
        return one.plus(other, 1 if isinstance(op, ast.Add) else -1)
    except UnitsDiffer as refusal:
        raise UnitsDiffer(
            f"Character {node.col_offset + 1}: {refusal.what}", refusal.remedy
        ) from None


def _power_unit(node: ast.BinOp, base: Unit) -> Unit:
    power = _exponent(node, "")
    if base.plain or power == 1:
        return base
    if power != int(power):
        raise _plain_wanted(node, base)
    return base.to_the(int(power))


def _call_unit(name: str, units: Sequence[Unit], node: ast.expr) -> Unit:
    first, *others = units
    if name in SAME_UNIT:
        for other in others:
            first = _binary_unit(ast.Add(), first, other, node)
        return first
    if not first.plain:
        raise _plain_wanted(node, first)
    return NUMBER


def _plain_wanted(node: ast.expr, unit: Unit) -> UnitsDiffer:
    return UnitsDiffer(
        f"Character {node.col_offset + 1}: this needs a plain number, not {unit}.",
        "Divide by an amount of the same unit first.",
    )


def _fold(join: Callable[[Floats, Floats], Floats], of: Sequence[Floats]) -> Floats:
    first, *others = of
    for other in others:
        first = join(first, other)
    return first
