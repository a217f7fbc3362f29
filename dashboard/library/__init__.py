"""The recordings in the window: found, named, opened, thrown away, kept safe."""

from dashboard.library.page import LibraryPage, Place

__all__ = ["LibraryPage", "Place"]
