"""The one dialog: shows a Form, keeps what was typed when it is refused, and never confirms on its first key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from cio_tui.core.errors import ReasonNeeded, UserError
from cio_tui.tui.form import Entry
from cio_tui.tui.line import Line, words, wrap
from cio_tui.tui.present.key_line import keys_line
from cio_tui.tui.terminal.safe_app import SafeApp
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.tui.form import Field, Form


class NoteArea(TextArea):
    """Several lines of text; enter submits, since a note is nearly always one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.submit", "save", priority=True),
        Binding("ctrl+j", "break_line", "new line", priority=True),
    ]

    def action_break_line(self) -> None:
        """Insert a line break."""
        self.insert("\n")


class Dialog(ModalScreen[bool]):
    """Answers True once the form was accepted, False when it was left."""

    AUTO_FOCUS = ""
    """With choices nothing has the focus, so that a digit picks one instead of being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "leave", "leave", id="dialog.leave", tooltip="Leave without recording"),
        Binding("down", "move(1)", "next", id="dialog.down", show=False),
        Binding("up", "move(-1)", "before", id="dialog.up", show=False),
        Binding("enter", "submit", "record", id="dialog.submit", tooltip="Record the answer"),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._chosen = form.chosen if form.choices else 0
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as frame:
            frame.border_title = Content(self._form.title)
            with VerticalScroll(id="dialog-body", can_focus=False):
                yield Lines(id="dialog-text")
            if self._form.choices:
                yield Lines(id="dialog-choices")
            for field in self._form.fields:
                yield from self._compose_field(field)
            yield Lines(id="dialog-refusal")
            yield Lines(id="dialog-keys")

    def _compose_field(self, field: Field) -> ComposeResult:
        yield Lines(id=f"label-{field.id}", classes="label")
        if field.is_long:
            yield NoteArea(field.value, id=f"field-{field.id}", soft_wrap=True, show_line_numbers=False)
        else:
            # A placeholder is parsed as markup only when it is not a str of ours; hints are constants.
            yield Input(field.value, placeholder=field.hint, id=f"field-{field.id}", select_on_focus=False)

    def on_mount(self) -> None:
        for box in self.query(Input):
            box.cursor_blink = False  # a blinking cursor costs 2.6 kB a second over SSH
        for area in self.query(TextArea):
            area.cursor_blink = False
            area.move_cursor(area.document.end)  # a draft is gone on with, not written in front of
        first = next(iter(self._form.fields), None)
        if first is not None and not self._form.choices:
            self.query_one(f"#field-{first.id}").focus()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        text = self.query_one("#dialog-text", Lines)
        text.styles.height = len(self._form.body)
        text.show(self._form.body)
        self._share_room()
        self._draw_choices()
        for field in self._form.fields:
            self.query_one(f"#label-{field.id}", Lines).show([words((field.label, "dim"))])
        width = max(20, self.query_one("#dialog").content_size.width)
        self.query_one("#dialog-keys", Lines).show([keys_line(self._keys(), width)])

    def _keys(self) -> tuple[tuple[str, str], ...]:
        form = self._form
        keys = [("enter", form.verb), ("esc", "leave")]
        if form.choices:
            keys.insert(0, (f"up down 1-{min(9, len(form.choices))}", "choose"))
        if form.choices and form.fields:
            keys.insert(1, ("a-z", "type"))
        if any(field.is_long for field in form.fields):
            keys.append(("ctrl+j", "new line"))
        if not form.choices and len(form.body) > self._body_height():
            keys.append(("up down", "scroll"))
        return tuple(keys)

    def _share_room(self) -> None:
        """What is typed and the keys stay in view; the text gets what is left beside the choices."""
        self.query_one("#dialog-body").styles.max_height = self._body_height()
        if self._form.choices:
            self.query_one("#dialog-choices").styles.height = self._choices_height()

    def _free(self) -> int:
        """Lines for text and choices: without the top line, the frame, the fields, a refusal and the keys."""
        return max(2, self.size.height - 1 - 2 - 3 * len(self._form.fields) - 2 - 1)

    def _choices_height(self) -> int:
        return min(len(self._form.choices), max(1, self._free() - min(2, len(self._form.body))))

    def _body_height(self) -> int:
        taken = self._choices_height() if self._form.choices else 0
        return max(1, min(len(self._form.body), self._free() - taken))

    def _draw_choices(self) -> None:
        if not self._form.choices:
            return
        rows: list[Line] = []
        for number, choice in enumerate(self._form.choices, 1):
            here = number == self._chosen
            rows.append(words(("» " if here else "  ", "accent"), (f"{number} ", "key"), *choice))
        box = self.query_one("#dialog-choices", Lines)
        box.show(rows)
        box.reveal(max(0, self._chosen - 1))

    def on_key(self, event: events.Key) -> None:
        """While nothing has the focus, a digit picks a choice and a letter starts the first field."""
        if isinstance(self.focused, Input | TextArea) or not self._form.choices or not event.is_printable:
            return
        character = event.character or ""
        if character.isdigit():
            self._pick(int(character))
        elif character in "jk" and not self._form.fields:
            self.action_move(1 if character == "j" else -1)
        elif character.strip() and self._form.fields:
            box = self.query_one(f"#field-{self._form.fields[0].id}", Input)
            box.focus()
            box.insert_text_at_cursor(character)
        event.stop()

    def _pick(self, number: int) -> None:
        if 1 <= number <= len(self._form.choices):
            self._chosen = number
            self._draw_choices()

    def action_move(self, by: int) -> None:
        """Move the cursor among the choices; without any, the text."""
        if not self._form.choices:
            self.query_one("#dialog-body", VerticalScroll).scroll_relative(y=by, animate=False)
        else:
            self._chosen = max(1, min(len(self._form.choices), self._chosen + by))
            self._draw_choices()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._report(event.input.id or "", event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self._report(event.text_area.id or "", event.text_area.text)

    def _report(self, widget: str, text: str) -> None:
        if self._form.on_change:
            self._form.on_change(widget.removeprefix("field-"), text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """Hand the entry over, off this pump, since it waits for the disk. The app's worker: one of this screen would
        be cancelled by `esc`, and what is half written has to become state."""
        if not self._busy:
            self._busy = True
            if isinstance(self.app, SafeApp):
                self.app.hold_keys()
            self.app.run_worker(self._submit(), group="submit", exit_on_error=True)

    async def _submit(self) -> None:
        try:
            await self._form.submit(self._entry())
        except UserError as refusal:
            if self.is_current:
                self._refuse(str(refusal), "reason" if isinstance(refusal, ReasonNeeded) else "")
            else:
                self.app.notify(str(refusal))
        else:
            if self.is_current:
                self.dismiss(result=True)
        finally:
            self._busy = False
            if isinstance(self.app, SafeApp):
                self.app.release_keys()

    def _entry(self) -> Entry:
        values = {}
        for field in self._form.fields:
            box = self.query_one(f"#field-{field.id}")
            values[field.id] = (
                box.text if isinstance(box, TextArea) else box.value if isinstance(box, Input) else ""
            )
        return Entry(self._chosen, values)

    def _refuse(self, sentence: str, remedy: str) -> None:
        """Say why, and put the cursor where the remedy is typed."""
        box = self.query_one("#dialog-refusal", Lines)
        lines = tuple(wrap(sentence, max(20, box.content_size.width), "warn"))
        box.styles.height = len(lines)
        box.show(lines)
        fields = [field.id for field in self._form.fields]
        if remedy in fields:
            self.query_one(f"#field-{remedy}").focus()
        elif fields and not self._form.choices:
            self.query_one(f"#field-{fields[0]}").focus()

    def action_leave(self) -> None:
        """Leave without recording."""
        self.dismiss(result=False)
