"""What a rule matched: the words of its groups, their worth, and the meanings behind its masks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dragoman.extract.times.named import Node
from dragoman.lexicon.times import TimeLexicon, TimeRule

UNITS = ("unit", "unit_one", "unit_long", "unit_many")


@dataclass(frozen=True, slots=True)
class Parts:
    """The groups of one match. ``worth(name)``: the group's value by its word list; ``held``: inner
    meanings."""

    rule: TimeRule
    texts: Mapping[str, str | None]
    held: Mapping[str, Node]
    lexicon: TimeLexicon

    def text(self, name: str) -> str | None:
        """The words of a group; None when it did not match."""
        return self.texts.get(name)

    def worth(self, name: str) -> str | None:
        """The constant that the rule sets, else the value of the group's words."""
        if name in self.rule.set:
            return self.rule.set[name]
        text = self.texts.get(name)
        if text is None:
            return None
        kind = self.rule.groups[name]
        if kind in ("number", "ordinal"):
            number = (
                self.lexicon.numbers.value(text) if kind == "number" else self.lexicon.numbers.place(text)
            )
            return None if number is None else f"{number:g}"
        text = text.replace("’", "'")
        return self.lexicon.worth(kind, text) or self.lexicon.worth(kind, text.partition(" ")[2])

    def number(self, *names: str) -> int | None:
        """The first of the groups that is there, as a whole number ("21st" is 21)."""
        for name in names:
            worth = self.worth(name)
            if worth is None and (text := self.texts.get(name)):
                worth = "".join(c for c in text if c.isdigit())
            if worth:
                return int(float(worth))
        return None

    def unit(self) -> str | None:
        """The unit of time among the groups, singular."""
        return next((u for name in UNITS if (u := self.worth(name))), None)

    def need(self, name: str) -> str:
        """The value of a group that the rule cannot be without."""
        return self.worth(name) or ""


Maker = Callable[[Parts], Node | None]
