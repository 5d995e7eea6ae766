"""Takes the README's picture of the demo: `.venv/bin/python docs/pictures/make.py`."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, sync_playwright

HERE = Path(__file__).parent
COMMAND = (sys.executable, "-m", "bot", "demo", "--folder")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
CHROMIUM = os.environ.get("HANDRAIL_CHROMIUM", "/usr/bin/chromium")
SIZE: ViewportSize = {"width": 1280, "height": 800}


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo that nobody has written in yet."""
    with TemporaryDirectory() as folder:
        process = subprocess.Popen((*COMMAND, folder), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        found = next(filter(None, map(ADDRESS.search, process.stdout)))
        try:
            yield found.group()
        finally:
            process.terminate()
            process.communicate(timeout=15)


def ask(page: Page, address: str) -> None:
    page.goto(address)
    composer = page.get_by_role("combobox", name="Message #sales-roe")
    composer.fill("/roe 620 employees")
    composer.press("Escape")
    composer.press("Enter")
    page.get_by_role("button", name="Dispute").wait_for()


def main() -> None:
    with demo() as address, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport=SIZE)
        ask(page, address)
        page.screenshot(path=HERE / "roe.png")
        browser.close()


if __name__ == "__main__":
    main()
