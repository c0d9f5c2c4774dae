"""No pattern of the library may backtrack without bound."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
import warnings

import pytest

import vanban

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants, _parser

# More repetitions than this is "without bound" where the engine may come back to them.
MOST = 1000
# Weaves name lists into patterns while modules load; these hold the results at their top.
WEAVERS = {"vanban.lexicon.weave"}
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}


def _modules():
    """Yield every module of the library."""
    yield vanban
    for found in pkgutil.walk_packages(vanban.__path__, "vanban."):
        yield importlib.import_module(found.name)


def _patterns_in(value):
    """Yield the compiled patterns in a value, also inside of tuples, lists and dicts."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _patterns_in(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _patterns_in(part)


def _all_patterns():
    """Return every pattern that stands at the top of a module, with where it stands."""
    return [
        pytest.param(pattern, id=f"{module.__name__}.{name}-{index}")
        for module in _modules()
        for name, value in sorted(vars(module).items())
        for index, pattern in enumerate(_patterns_in(value))
    ]


def unbounded(parsed, *, kept: bool = False) -> list[str]:
    """Return the repetitions that have no bound and are neither possessive nor atomic.

    ``kept`` tells that an atomic group around keeps the engine from coming back.
    """
    found = []
    for operator, argument in parsed:
        if operator in _REPEATS and argument[1] > MOST and not kept:
            found.append(f"{operator} {argument}")
        atomic = operator in {_constants.ATOMIC_GROUP, _constants.POSSESSIVE_REPEAT}
        for part in _parts(argument):
            found.extend(unbounded(part, kept=kept or atomic))
    return found


def _parts(argument):
    """Yield the patterns inside of an operator's argument."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from _parts(part)


@pytest.mark.parametrize("pattern", _all_patterns())
def test_no_pattern_repeats_without_bound(pattern):
    """Every quantifier is bounded, possessive, or inside of an atomic group."""
    assert unbounded(_parser.parse(pattern.pattern, pattern.flags)) == []


@pytest.mark.parametrize("written", [r"a*b", r"(?:a+)+", r"a{1,}", r"(?:x|y(?:a*?))c", r"(?=a*)"])
def test_the_check_sees_what_it_must_not_let_pass(written):
    """The check itself finds plain stars, plusses, open counts, and nested ones."""
    assert unbounded(_parser.parse(written)) != []


@pytest.mark.parametrize("written", [r"a*+b", r"(?>a*)b", r"a{0,30}", r"(?:ab){1,9}+"])
def test_the_check_lets_pass_what_cannot_come_back(written):
    """Possessive, atomic and bounded repetitions are fine."""
    assert unbounded(_parser.parse(written)) == []


def _used_by_text(module):
    """Yield the patterns that functions hand to ``re`` as text, None for made-up ones."""
    text = importlib.util.find_spec(module.__name__).loader.get_source(module.__name__) or ""
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, (ast.FunctionDef, ast.Lambda)):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re."):
                first = call.args[0]
                yield first.value if isinstance(first, ast.Constant) else None


@pytest.mark.parametrize(
    "module", [module for module in _modules() if module.__name__ not in WEAVERS], ids=str
)
def test_patterns_inside_of_functions_are_bounded_too(module):
    """A function uses a pattern by its text only where the text is there to be checked."""
    for written in _used_by_text(module):
        assert written is not None
        assert unbounded(_parser.parse(written)) == []
