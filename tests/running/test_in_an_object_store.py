"""Runs out of and into S3, as moto serves it here: what holds of folders holds there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.making import dateline

pytest.importorskip("s3fs", reason="no s3fs: pip install '.[dev]'")
moto_server = pytest.importorskip("moto.server", reason="no moto: pip install '.[dev]'")

WHO = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def bucket(reports: Path) -> Iterator[str]:
    """A bucket with our reports in it, which the environment leads to."""
    server = moto_server.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        for name, value in WHO.items():
            environment.setenv(name, value)
        environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        environment.setenv("AWS_ALLOW_HTTP", "true")
        import s3fs

        store = s3fs.S3FileSystem(anon=False, skip_instance_cache=True)
        store.mkdir("news")
        store.put_file(str(reports), "news/in/reports.jsonl")
        yield "s3://news"
    server.stop()


def test_a_run_between_buckets_ends_as_one_between_folders(bucket: str, undisturbed: Path) -> None:
    done = dateline("run", f"{bucket}/in/", "--into", f"{bucket}/dataset", "--workers", 1)
    assert done.returncode == 3, done.stderr
    assert f"report: {bucket}/dataset/runs/1.json" in done.stdout
    sql = "FROM flat JOIN articles USING (article_id, version) JOIN clusters USING (event_id, version)"
    sql = f"SELECT * {sql} ORDER BY ALL"
    assert _ask(f"{bucket}/dataset", sql) == _ask(str(undisturbed), sql) != []


def test_the_command_ends_well_after_it_read_a_bucket(bucket: str) -> None:
    done = dateline("query", f"{bucket}/dataset", "SELECT count(*) AS n FROM dyads")  # a thread once aborted it
    assert (done.returncode, done.stderr) == (0, "")
    assert '"n"' in done.stdout
    missing = dateline("info", f"{bucket}/nothing")
    assert "no dataset there" in missing.stderr


def _ask(where: str, sql: str) -> list[dict[str, object]]:
    from dateline.dataset import Dataset

    found: list[dict[str, object]] = Dataset.open(where).query(sql).to_pylist()
    return found
