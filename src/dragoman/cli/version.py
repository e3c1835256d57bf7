"""Nothing goes in; the version of the installed program comes out."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The installed version of the package; "unknown" when it runs from a bare source tree."""
    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "unknown"
