"""Extraction: a parsed report in, its times, actors, places, attributions, events and figures out."""
