"""The worked examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import vanban

MODULES = [found.name for found in pkgutil.walk_packages(vanban.__path__, "vanban.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    """Every example of the module gives what it says."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0
