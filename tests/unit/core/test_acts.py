"""Every act that is put on record has a name that a person can read."""

from __future__ import annotations

import re
from pathlib import Path

from giaoban.core import acts

SOURCE = Path(__file__).resolve().parents[3] / "src" / "giaoban"
RECORDED = re.compile(r'(?:audit\.record|_listen)\(\s*(?:[\w.]+,\s*)?"([a-z_]+\.[a-z_]+)"')


def test_every_act_has_a_name() -> None:
    """No act of the source shows its bare key in the trail."""
    recorded = {
        act for path in SOURCE.rglob("*.py") for act in RECORDED.findall(path.read_text("utf-8"))
    }
    assert len(recorded) > 40
    assert sorted(recorded - set(acts.named())) == []
