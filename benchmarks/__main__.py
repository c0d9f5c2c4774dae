"""Run all benchmarks: python -m benchmarks [--peers PYTHON] [NAME…]."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

# Each module has a ``main(peers)``; a new benchmark is named here.
MODULES = ("reading", "lists", "load")


def main() -> None:
    """Run the benchmarks asked for, or all of them, in their order."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--peers", type=Path, help="the Python of the peers' environment")
    parser.add_argument("names", nargs="*", default=MODULES, help=", ".join(MODULES))
    asked = parser.parse_args()
    for name in asked.names:
        if name not in MODULES:
            parser.error(f"no benchmark {name}: {', '.join(MODULES)}")
        importlib.import_module(f"benchmarks.{name}").main(asked.peers)


if __name__ == "__main__":
    main()
