"""Titles as registers write them in ("Minister of Foreign Affairs", "Presidents"); office codes out."""

from __future__ import annotations

import re

_LEADERS: tuple[tuple[str, str, str], ...] = (
    (r"vice.?president|executive vice|governors?|commissioner|administrator|lieutenant|high commissioner|"
     r"\bresidents?\b|"
     r"captain|personal representative|capitans|kalon|representative|occupation|cabinet chiefs?$", "", ""),
    (r"^presidents, prime", "PHG", "President"),
    (r"council of ministers|executive yuan|prime minister|premier|council of people|executive council$|"
     r"heads? of government|chiefs? of government|government leader|federal executive council|"
     r"ministers of state|"
     r"presidents of the government|council of state secretaries", "PM", "Prime Minister"),
    (r"^chancellors?", "CH", "Chancellor"),
    (r"general secretar|party secretar|secretaries of the central committee|first secretar|paramount leader|"
     r"communist party|league of communists|leader of the revolution|"
     r"central committee", "SL", "Party Leader"),
    (r"kings?|queens?|emirs?|sultans?|emperors?|shahs?|rulers?|sovereign|grand dukes?|princes?",
     "K", "Monarch"),
    (r"^(interim |acting )?presidents?$|^presidents? ", "P", "President"),
    (r"chief ministers?|chief executives?", "CE", "Chief Executive"),
    (r"chairm[ae]n|heads? of state|head of|heads of|state council|junta|state presidency",
     "HOSX", "Head of State"),
)  # fmt: skip

_MINISTERS: tuple[tuple[str, str], ...] = (
    (r"(permanent rep|ambassador).*(UN|United Nations)", "UNA"),
    (r"ambassador to the (US|United States)|interest section|interests section", "USA"),
    (r"(deputy|vice|first vice|first deputy) (prime minister|premier)|"
     r"deputy chairman of the council of ministers",
     "DPM"),
    (r"vice[- ]president", "VP"),
    (r"secretar(y|ies) of state (for|at|in)|minister delegate|delegate minister|european", "MIN"),
    (r"(deputy|assistant|under|vice|junior|min\.? of state|minister of state|state secretary|"
     r"parliamentary)\b.*",
     "MIN"),
    (r"^(acting |interim )?(prime minister|premier)\b", "PM"),
    (r"^(acting |interim )?president$", "P"),
    (r"^king$|^emir$|^amir$|^sultan$", "K"),
    (r"foreign (affairs|relations)|external (affairs|relations)|foreign minister|^secretary of state$", "FM"),
    (r"defen[cs]e|armed forces", "DM"),
    (r"national security|state security|security council|intelligence", "SEC"),
    (r"interior|internal affairs|home affairs|home secretary|homeland|public security", "IM"),
    (r"central bank|national bank|reserve bank|bank of|people'?s bank|monetary authority", "CB"),
    (r"finance|treasury|exchequer|econom", "FIN"),
    (r"justice|attorney general|prosecutor general|keeper of the seals", "JM"),
    (r"speaker|president.*(assembly|parliament|senate)|chairman.*(assembly|parliament|congress)", "SPK"),
    (r"chief of (the general |defen[cs]e )?staff|commander", "ARMY"),
    (r"chief justice|supreme court", ""),
    (r"minister|secretary|member|chairman|governor|director|president|chancellor|adviser|advisor|head|commissioner|"
     r"state councilor|chief", "MIN"),
)  # fmt: skip


def leader_code(office: str) -> tuple[str, str]:
    """A heading of the leaders' list in; office code and title, or empty strings for posts we do not keep."""
    text = office.lower()
    for pattern, code, title in _LEADERS:
        if re.search(pattern, text):
            return code, title
    return "", ""


def code_of(office: str, cameo: str) -> tuple[str, str]:
    """A minister's post in; office code and title. Of several joined by "&" one is told only if it fits."""
    posts = list(dict.fromkeys(p.strip() for p in office.replace('"Acting"', "").split(" & ") if p.strip()))
    if not posts:
        return ("LEG", "Speaker or Leader of Parliament") if "LEG" in cameo else ("GOV", "")
    codes = list(dict.fromkeys(_single(post) for post in posts))
    if len(posts) == 1:
        return codes[0], posts[0]
    if len(codes) == 1 and codes[0]:
        return codes[0], posts[0] if codes[0] != "MIN" else "Minister"
    fitting = [c for c in codes if c in _CAMEO.get(cameo, ())]
    return (fitting[0], "") if len(fitting) == 1 else ("MIN", "")


_CAMEO = {"GOVMIL": ("DM", "IM", "SEC"), "GOVJUD": ("JM",)}


def _single(post: str) -> str:
    for pattern, code in _MINISTERS:
        if re.search(pattern, post, re.IGNORECASE):
            return code
    return ""
