"""A number goes in; invented reports of many lengths with ever new names come out, the same each time."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator

FIRST_DAY = datetime.date(2020, 1, 6)
STATES = ("France", "Kenya", "Japan", "Brazil", "Norway", "Egypt", "India", "Canada", "Chile", "Vietnam")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SYLLABLES = ("ba", "do", "ke", "li", "mar", "nor", "pe", "ru", "sil", "tan", "ve", "zor")
SENTENCES = (
    "{A}'s foreign minister, {P}, will travel to {B} next week for talks on {T}, her office said on {D}.",
    "“We have agreed on nearly everything,” {P} told reporters in {C}.",
    "{B} expelled {N} diplomats from {A} after {P} accused its army of shelling {C}.",
    "The two countries signed an agreement on {T} worth ${N} million, according to a statement.",
    "Officials in {A}, who spoke on condition of anonymity, denied that the meeting had been put off.",
    "Trade with {B} fell by {N} percent in March, the ministry of {T} said.",
    "{P} met {Q}, the prime minister of {B}, on {D} and called for new sanctions.",
    "Soldiers from {A} crossed the border near {C} on {D}, killing at least {N} people.",
    "{Q} has been elected president and is expected to name {P} as head of the central bank.",
)
LONG_EVERY = 50
"""Each such report is long, so that the widest windows come early and again and again."""


def invented_rows(count: int, small: bool = False) -> Iterator[str]:
    """``count`` rows of JSON as ``dragoman read`` takes them (50 to 1,500 words); small: two sentences."""
    draw = random.Random(7)
    for number in range(count):
        size = 60 if number % LONG_EVERY == 1 else draw.randint(2, 6)
        lengths = [2] if small else [draw.randint(1, 3) for _ in range(size // 2 + 1)]
        text = "\n\n".join(" ".join(_sentence(draw) for _ in range(length)) for length in lengths)
        day = FIRST_DAY + datetime.timedelta(days=number % 1500)
        yield json.dumps({"id": f"r{number}", "text": text, "published": day.isoformat()})


def _sentence(draw: random.Random) -> str:
    first, second = draw.sample(STATES, 2)
    return draw.choice(SENTENCES).format(
        A=first,
        B=second,
        C=_name(draw),
        D=draw.choice(DAYS),
        N=draw.randint(3, 9000),
        P=f"{_name(draw)} {_name(draw)}",
        Q=f"{_name(draw)} {_name(draw)}",
        T=draw.choice(("gas", "trade", "defence", "fisheries", "migration")),
    )


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).capitalize()
