"""Acts on tasks; each puts itself on record."""

from giaoban.work.actions.tasks import KIND, change, confirm, restore, withdraw

__all__ = ["KIND", "change", "confirm", "restore", "withdraw"]
