"""The packaged weights and the dev parts go in; every number of the model card comes out, with intervals.

    python -m training.evaluate --corpora DIR [--weights FOLDER] [--against FP32_FOLDER] [--json FILE]

Intervals are 95 % bootstrap intervals over documents (sentences for names and event nouns).
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from dragoman.parse.engine import weights_folder
from dragoman.parse.onnx import OnnxEngine
from dragoman.parse.roles import Rolesets, tagger_of
from dragoman.records import Sentence, Span
from training.corpora import Document, read_ewt, read_gum, read_qanom, read_uner
from training.heads_score import heads_alone
from training.raw import from_raw_text
from training.roles import add_roles
from training.roles_score import Reader, semantic_roles

Counts = dict[str, list[tuple[int, int, int]]]
"""For each measure one (right, answered, gold) a unit."""

SCORED_TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*|[^\w\s]")
NAMES = {"PER", "LOC", "ORG"}


def f1(rows: Sequence[tuple[int, int, int]]) -> float:
    """Micro-averaged F1 in per cent."""
    right, answered, gold = np.array(rows, dtype=np.int64).sum(0)
    return 200 * float(right) / max(float(answered + gold), 1.0)


def interval(rows: Sequence[tuple[int, int, int]], times: int = 1000) -> tuple[float, float]:
    """95 % bootstrap interval of F1 over units."""
    table = np.array(rows, dtype=np.float64)
    draw = np.random.default_rng(7)
    picks = draw.integers(0, len(table), (times, len(table)))
    sums = table[picks].sum(1)
    scores = 200 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1)
    return float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975))


def sentences_of(doc: Document) -> list[tuple[int, int]]:
    """First and last-but-one word of each sentence of a document."""
    return [(start, end) for _, start, end in doc.ids or ()]


def read_given(engine: OnnxEngine, doc: Document) -> list[Sentence]:
    """The engine's answer for a document's own words and sentences."""
    spans = sentences_of(doc)
    breaks = [i == 0 or doc.paragraph[a] != doc.paragraph[spans[i - 1][0]] for i, (a, _) in enumerate(spans)]
    return list(engine.analyse_words([doc.forms[a:b] for a, b in spans], breaks))


def syntax(engine: OnnxEngine, docs: Iterable[Document]) -> Counts:
    """Lemma, UPOS, features, UAS, LAS (subtypes ignored) on gold words."""
    out: Counts = {name: [] for name in ("lemma", "UPOS", "feats", "UAS", "LAS")}
    for doc in docs:
        right = dict.fromkeys(out, 0)
        for (start, _), sentence in zip(sentences_of(doc), read_given(engine, doc), strict=True):
            for word in sentence.words:
                at = start + word.index
                head = word.head + start if word.head >= 0 else -1
                good = head == doc.head[at]  # type: ignore[index]
                right["UAS"] += good
                right["LAS"] += good and word.relation == doc.rel[at].split(":")[0]  # type: ignore[index]
                right["UPOS"] += word.upos == doc.upos[at]  # type: ignore[index]
                right["feats"] += (word.feats or "_") == doc.feats[at]  # type: ignore[index]
                right["lemma"] += doc.lemma[at] in (word.lemma, "_")  # type: ignore[index]
        for name, count in right.items():
            out[name].append((count, len(doc.forms), len(doc.forms)))
    return out


def runs(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Spans of PER, LOC, ORG in IOB2 tags."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            if kind in NAMES:
                found.add((start, place, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = place, tag[2:]
    return found


def names(engine: OnnxEngine, docs: Iterable[Document], gold: dict[str, list[str]]) -> Counts:
    """Exact name spans on gold words, a sentence each."""
    out: Counts = {f"names {kind}": [] for kind in (*sorted(NAMES), "all")}
    for doc in docs:
        for (sent_id, _, _), sentence in zip(doc.ids or (), read_given(engine, doc), strict=True):
            want, have = runs(gold.get(sent_id, [])), runs([w.name for w in sentence.words])
            for kind in (*NAMES, "all"):
                g, p = ({s for s in side if kind in ("all", s[2])} for side in (want, have))
                out[f"names {kind}"].append((len(g & p), len(p), len(g)))
    return out


def token_ids(tokens: Sequence[Span], spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Which tokens touch any of the spans."""
    found: set[int] = set()
    for low, high in spans:
        found |= {i for i, (a, b) in enumerate(tokens) if a < high and b > low}
    return frozenset(found)


def stretches(ids: Iterable[int]) -> set[tuple[int, int]]:
    """Contiguous runs of numbers."""
    out: set[tuple[int, int]] = set()
    first = last = -2
    for number in [*sorted(ids), -1]:
        if number != last + 1 or number < 0:
            if first >= 0:
                out.add((first, last))
            first = number
        last = number
    return out


def attribution(engine: OnnxEngine, path: Path) -> Counts:
    """PolNeAR: exact runs and tokens of each role over an article, and linked attributions."""
    roles = ("source", "cue", "content")
    measures = [f"{role} {kind}" for role in roles for kind in ("exact", "token")] + ["linked"]
    out: Counts = {name: [] for name in measures}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tokens = [m.span() for m in SCORED_TOKEN.finditer(row["text"])]
        drop = token_ids(tokens, row.get("discard") or ())
        said = engine.analyse(row["text"], ()).said
        gold = _parts(tokens, row["attributions"], drop)
        have = _parts(tokens, [{"source": s.source, "cue": s.cue, "content": s.content} for s in said], drop)
        for role in roles:
            g, p = ({run for one in side for run in stretches(one[role])} for side in (gold, have))
            out[f"{role} exact"].append((len(g & p), len(p), len(g)))
            gt, pt = (frozenset().union(*[one[role] for one in side]) - drop for side in (gold, have))
            out[f"{role} token"].append((len(gt & pt), len(pt), len(gt)))
        out["linked"].append((_linked(gold, have), len(have), len(gold)))
    return out


Roles = dict[str, frozenset[int]]


def _parts(
    tokens: Sequence[Span], found: Iterable[dict[str, Sequence[Span]]], drop: frozenset[int]
) -> list[Roles]:
    items = [{role: token_ids(tokens, one[role]) for role in ("source", "cue", "content")} for one in found]
    return [one for one in items if any(one.values()) and not (one["cue"] or one["content"]) <= drop]


def _linked(gold: Sequence[Roles], have: Sequence[Roles]) -> int:
    """One-to-one pairs, best overlap first: cue and content overlap; sources do or both are missing."""
    ranked = sorted(
        (
            -(
                2 * len(g["content"] & p["content"])
                + len(g["cue"] & p["cue"])
                + 0.1 * len(g["source"] & p["source"])
            ),
            i,
            j,
        )
        for i, g in enumerate(gold)
        for j, p in enumerate(have)
    )
    used_gold, used_have, right = set(), set(), 0
    for score, i, j in ranked:
        if score >= 0:
            break
        if i in used_gold or j in used_have:
            continue
        used_gold.add(i)
        used_have.add(j)
        g, p = gold[i], have[j]
        source = bool(g["source"] & p["source"]) or not (g["source"] or p["source"])
        right += bool(g["cue"] & p["cue"]) and bool(g["content"] & p["content"]) and source
    return right


def event_nouns(engine: OnnxEngine, docs: Iterable[Document], threshold: float = 0.5) -> Counts:
    """QANom candidates: which of them name events (``docs`` are sentences)."""
    rows = []
    for doc in docs:
        scores = next(iter(engine.scores_of([doc.forms], [True])))
        right = answered = gold = 0
        for place, truth in enumerate(doc.eventive or ()):
            if truth < 0:
                continue
            said = 1 / (1 + math.exp(-float(scores.eventive[place]))) > threshold
            right += said and truth == 1
            answered += said
            gold += truth
        rows.append((right, answered, gold))
    return {"event nouns": rows}


def factuality(engine: OnnxEngine, docs: Iterable[Document]) -> tuple[float, float, float, int]:
    """Pearson r with UDS "It Happened" on dev predicates, with its bootstrap interval over documents."""
    groups: list[np.ndarray] = []
    for doc in docs:
        spans = sentences_of(doc)
        pairs = []
        found = engine.scores_of([doc.forms[a:b] for a, b in spans], [True] * len(spans))
        for (start, _), scores in zip(spans, found, strict=True):
            for place, value in enumerate(scores.factual.tolist()):
                truth = (doc.factual or [])[start + place]
                if not math.isnan(truth):
                    pairs.append((truth, value))
        if pairs:
            groups.append(np.array(pairs))
    draw = np.random.default_rng(7)
    whole = np.concatenate(groups)
    tries = []
    for _ in range(500):
        some = np.concatenate([groups[i] for i in draw.integers(0, len(groups), len(groups))])
        tries.append(np.corrcoef(some.T)[0, 1])
    return float(np.corrcoef(whole.T)[0, 1]), *np.quantile(tries, [0.025, 0.975]).tolist(), len(whole)


def speed(engine: OnnxEngine, path: Path, articles: int = 20) -> dict[str, float]:
    """Words a second on one thread, everything included; and the share that the network itself takes."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[:articles]]
    engine.analyse(texts[0], ())
    began = time.process_time()
    words = sum(len(s.words) for text in texts for s in engine.analyse(text, ()).sentences)
    return {"words a second": round(words / (time.process_time() - began))}


def evaluate(weights: Path, root: Path, gold: Path | None = None) -> dict[str, dict[str, float]]:
    """All measures: value, interval, number of gold items. ``gold``: a folder of annotated reports."""
    engine = OnnxEngine(weights)
    ewt, gum = read_ewt(root, "dev"), read_gum(root, "dev")
    add_roles(ewt, root, "dev")
    parts: list[tuple[str, Callable[[], Counts]]] = [
        ("EWT", lambda: syntax(engine, ewt)),
        ("EWT raw text", lambda: from_raw_text(engine, root / "ud_ewt" / "en_ewt-ud-dev.conllu")),
        ("GUM", lambda: syntax(engine, gum)),
        ("GUM news", lambda: syntax(engine, [d for d in gum if d.ids and "_news_" in d.ids[0][0]])),
        ("UNER", lambda: names(engine, ewt, read_uner(root / "uner_ewt" / "dev.iob2"))),
        ("PolNeAR", lambda: attribution(engine, root / "polnear" / "dev.jsonl")),
        ("QANom", lambda: event_nouns(engine, read_qanom(root, "dev"))),
        ("PropBank", lambda: semantic_roles(role_reader(engine, weights), ewt, root)),
    ]
    if gold:
        parts.append(("reports", lambda: heads_alone(engine, gold)))
    out: dict[str, dict[str, float]] = {}
    for title, work in parts:
        for name, rows in work().items():
            low, high = interval(rows)
            row = {"F1": f1(rows), "low": low, "high": high, "n": sum(r[2] for r in rows)}
            out[f"{title} {name}"] = {key: round(value, 2) for key, value in row.items()}
            print(
                f"{title + ' ' + name:<28} {row['F1']:6.2f}  [{low:.1f}, {high:.1f}]  n {row['n']}",
                flush=True,
            )
    r, low, high, count = factuality(engine, ewt)
    out["UDS factuality r"] = {"r": round(r, 3), "low": round(low, 3), "high": round(high, 3), "n": count}
    print(f"{'UDS factuality r':<28} {r:6.3f}  [{low:.3f}, {high:.3f}]  n {count}")
    out["speed"] = speed(engine, root / "polnear" / "dev.jsonl")
    print("speed", out["speed"])
    return out


def role_reader(engine: OnnxEngine, weights: Path) -> Reader:
    """What reads roles with the weights in a folder."""
    lists = json.loads((weights / "labels.json").read_text(encoding="utf-8"))
    with np.load(weights / "decoder.npz") as arrays:
        tagger = tagger_of({name: arrays[name] for name in arrays.files}, lists["role"], lists["rel"])
    return Reader(
        engine.scores_of, engine.model.tree, tagger, Rolesets(lists["sense"], weights / "rolesets.tsv")
    )


def main() -> None:
    """Evaluates the packaged weights, and others beside them if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=weights_folder())
    parser.add_argument(
        "--against", type=Path, help="a second folder of weights, for the loss by quantisation"
    )
    parser.add_argument("--gold", type=Path, help="a folder of annotated reports, for times and events")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    found = {"weights": evaluate(args.weights, args.corpora, args.gold)}
    if args.against:
        print("against", args.against)
        found["against"] = evaluate(args.against, args.corpora, args.gold)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
