"""Hold the models' relations to the order of the apps.

A foreign key written as a string is no import, so import-linter does not see it.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from django.apps import apps

from tests.conftest import ROOT

if TYPE_CHECKING:
    from django.db import models


def order() -> list[str]:
    """Return the apps from the lowest to the highest, as the import contract has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return next(c["layers"] for c in contracts if c["id"] == "apps")[::-1]


def app_of(model: type[models.Model]) -> str | None:
    """Return the folder of a model of ours, None for one of a library."""
    module = model.__module__.split(".")
    return module[1] if module[0] == "giaoban" else None


def relations() -> list[tuple[str, str, str]]:
    """Return (name, app, app pointed to) for each relation between models of ours."""
    return [
        (f"{model.__name__}.{field.name}", app, target)
        for model in apps.get_models(include_auto_created=True)
        if (app := app_of(model))
        for field in model._meta.get_fields()
        if field.is_relation and not (field.auto_created and not field.concrete)
        if field.related_model and (target := app_of(field.related_model))
    ]


def upward(found: list[tuple[str, str, str]], layers: list[str]) -> list[str]:
    """Return the relations that point to a higher app."""
    return [
        f"{name}: {app} points up to {target}"
        for name, app, target in found
        if layers.index(target) > layers.index(app)
    ]


def test_relations_point_down() -> None:
    """No model points to a model of a higher app."""
    assert upward(relations(), order()) == []


def test_relations_are_seen() -> None:
    """The models are loaded, so that the test above looks at something."""
    assert relations()


def test_a_relation_upwards_is_found() -> None:
    """A task that knew its desk item would be reported."""
    assert upward([("Task.item", "work", "desk")], ["work", "desk"]) == [
        "Task.item: work points up to desk"
    ]


def test_every_app_with_models_has_its_place() -> None:
    """Every installed app of ours stands in the order."""
    ours = {c.name.split(".")[1] for c in apps.get_app_configs() if c.name.startswith("giaoban.")}
    assert ours <= set(order())
