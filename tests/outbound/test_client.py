"""The guarded client against a server on loopback, which only the allow-list opens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from visits.outbound import FetchFailed, client, fetch


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/feed" and self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/feed":
            self.send_response(200)
            self.send_header("ETag", '"v1"')
            self.end_headers()
            self.wfile.write(b"<feed/>")
        elif self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/feed")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
        elif self.path == "/astray":
            self.send_response(302)
            self.send_header("Location", "http://[bad")
            self.end_headers()
        elif self.path == "/large":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 4096)
        else:
            self.send_error(503)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    pages = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=pages.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{pages.server_address[1]}"
    pages.shutdown()
    thread.join()
    pages.server_close()


def test_an_allowed_address_is_fetched_and_then_not_modified(server: str) -> None:
    first = fetch(f"http://{server}/feed", allow={server})
    second = fetch(f"http://{server}/feed", etag=first.headers["ETag"], allow={server})

    assert (first.status, first.body) == (200, b"<feed/>")
    assert (second.status, second.body) == (304, b"")


def test_a_redirect_is_followed(server: str) -> None:
    answer = fetch(f"http://{server}/moved", allow={server})

    assert (answer.url, answer.body) == (f"http://{server}/feed", b"<feed/>")


def test_loopback_is_refused_without_the_allow_list(server: str) -> None:
    with pytest.raises(FetchFailed, match="InvalidIPAddress"):
        fetch(f"http://{server}/feed")


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
    ],
)
def test_a_private_address_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed, match="InvalidIPAddress"):
        fetch(url)


def test_a_redirect_to_a_private_address_is_refused(server: str) -> None:
    with pytest.raises(FetchFailed, match="InvalidIPAddress"):
        fetch(f"http://{server}/inside", allow={server})


def test_a_redirect_to_what_is_no_address_is_a_failure_of_the_fetch(server: str) -> None:
    with pytest.raises(FetchFailed, match="ValueError: Invalid IPv6 URL"):
        fetch(f"http://{server}/astray", allow={server})


@pytest.mark.parametrize("url", ["ftp://news.example/", "file:///etc/passwd", "news", "http://["])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed):
        fetch(url)


def test_a_redirect_loop_ends(server: str) -> None:
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        fetch(f"http://{server}/loop", allow={server})


def test_a_server_error_is_told_with_its_status(server: str) -> None:
    with pytest.raises(FetchFailed, match="the server answered 503") as failure:
        fetch(f"http://{server}/broken", allow={server})

    assert failure.value.status == 503


def test_an_answer_that_is_too_long_is_cut_off(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MAX_BYTES", 1000)

    with pytest.raises(FetchFailed, match="longer than 1000 bytes"):
        fetch(f"http://{server}/large", allow={server})
