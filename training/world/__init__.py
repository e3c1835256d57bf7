"""Builds the world tables from open facts and the editor's lists."""
