import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench" / "quality"))
from measure import read_table


def test_a_scorers_table_is_read_into_numbers():
    printed = (
        "18 reports\n"
        "  event                       P 50.0  R 25.0  F1 33.3  n 334\n"
        "  type+who                    recall % 47.0\n"
        "  answered                    % 11.5  n 92  to the day 90\n"
    )
    assert read_table(printed) == {
        "18 reports": {
            "event": {"P": 50.0, "R": 25.0, "F1": 33.3, "n": 334.0},
            "type+who": {"recall %": 47.0},
            "answered": {"%": 11.5, "n": 92.0, "to the day": 90.0},
        }
    }
