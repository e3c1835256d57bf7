"""Times: a report, its parse and the rules in, every DATE, TIME, DURATION and SET out with value and days."""

from dragoman.extract.times.finding import find_times, sight_times

__all__ = ["find_times", "sight_times"]
