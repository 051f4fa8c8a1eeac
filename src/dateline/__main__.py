"""`python -m dateline`."""

from dateline.cli.main import app

app()
