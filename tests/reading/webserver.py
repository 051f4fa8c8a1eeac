"""A server for the tests: says what it is told for each path, and writes down how it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from msgspec import Struct


class Said(Struct):
    """One answer; `promised` is the Content-Length it names, where that is not the body's."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}
    promised: int | None = None


class Web:
    """What is said at each path (a list is said in turn, its last one for ever), and what was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.says: dict[str, Said | list[Said]] = {"/robots.txt": Said(status=404)}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def answer(self, path: str) -> Said:
        said = self.says.get(path, Said(status=404))
        if isinstance(said, list):
            return said.pop(0) if len(said) > 1 else said[0]
        return said

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serve() -> Iterator[Web]:
    """A server on this machine, and what it says."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            said = web.answer(self.path)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body) if said.promised is None else said.promised))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Web(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_616_716_800.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
