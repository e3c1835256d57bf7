"""Readings of news reports: who did, said or plans what, to whom, where, when, according to whom."""
