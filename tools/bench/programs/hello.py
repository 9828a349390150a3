"""The floor: a Textual program of ten lines. `a` and `b` change one number."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App):
    BINDINGS = [("q", "quit", "Quit"), ("a,b", "count", "Count")]
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("Hello, on-call n=0")

    def action_count(self) -> None:
        self.count += 1
        self.query_one(Static).update(f"Hello, on-call n={self.count}")


Hello().run()
