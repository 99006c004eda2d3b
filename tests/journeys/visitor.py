"""A person at a browser, who reads Vietnamese; every page that they come to is looked through with axe."""

import re
from pathlib import Path

from django.utils import translation

from tests.factories import PASSWORD

AXE = (Path(__file__).resolve().parents[1] / "vendor/axe.min.js").read_text(encoding="utf-8")
DRAWN = """(width) => new Promise((done) => {
  const look = () => requestAnimationFrame(innerWidth === width ? () => requestAnimationFrame(done) : look);
  look();
})"""
SIZES = [(1366, 768), (390, 844)]  # the usual office machine, and a telephone


def said(text: str, **values: object) -> str:
    """The words of the site in Vietnamese, by their English."""
    with translation.override("vi"):
        return translation.gettext(text) % values if values else translation.gettext(text)


class Visitor:
    def __init__(self, page, width):
        self.page, self.width = page, width
        page.set_default_timeout(20_000)

    def goes_to(self, address):
        self.page.goto(address)
        self.looks()

    def opens(self, address):
        """Goes there if it is a page of its own; asked once, as the browser is given what was answered."""
        answer = self.page.request.get(address, max_redirects=0)
        if answer.status != 200 or b"<html" not in answer.body():
            return False
        self.page.route(lambda url: url == answer.url, lambda route: route.fulfill(response=answer), times=1)
        self.page.goto(address)
        return True

    def signs_in(self, username, password=PASSWORD):
        self.goes_to("/accounts/login/")
        self.fills("Username or e-mail", username)
        self.fills("Password", password)
        self.presses("Sign in")

    def follows(self, text, **values):
        """A link of the page itself, by the beginning of its words."""
        self._named(self.page.get_by_role("main"), "link", text, values).click()
        self.looks()

    def presses(self, text, **values):
        """A button that leads to a page."""
        with self.page.expect_navigation():
            self._named(self.page, "button", text, values).click()
        self.looks()

    def confirms(self, text):
        """A button that asks once before it does it."""
        self.page.locator("summary", has_text=said(text)).first.click()
        self.looks()
        self.presses("Yes: %(action)s", action=said(text))

    def fills(self, label, value):
        self._field(label).fill(value)

    def chooses(self, field, value=None, label=None):
        self._field(field).select_option(value, label=label)

    def looks(self):
        """At the page as it stands."""
        complaints = self.complaints()
        assert not complaints, f"{self.page.url}: {complaints}"

    def complaints_at(self, width, height):
        """In a window of this size, once what watches sizes has been told of it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(DRAWN, width)  # a busy browser answers before its pages have the new size
        self.width = width
        return self.complaints()

    def complaints(self):
        """What axe finds, and a page that is wider than the window."""
        self.page.wait_for_load_state()
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {preload: false, resultTypes: ['violations']})")
        width = self.page.evaluate("document.documentElement.scrollWidth")
        wide = [f"{width} wide"] if width > self.width else []
        return wide + [
            f"{fault['id']} {node['target']}" for fault in found["violations"] for node in fault["nodes"]
        ]

    def reads(self, text, **values):
        """The words are to be seen on the page."""
        words = self.page.get_by_text(said(text, **values))
        words.filter(visible=True).first.wait_for()  # a closed line of help may say the same

    def _field(self, label):
        """By its whole label; the star of a required one may follow."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(said(label))}\s*\*?\s*$"))

    def _named(self, within, role, text, values):
        beginning = re.compile(r"^\s*" + re.escape(said(text, **values)))
        return within.get_by_role(role, name=beginning).first
