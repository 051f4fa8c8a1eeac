"""What can go wrong, split by whose fault it is."""


class DatelineError(Exception):
    """Every error of ours; its message says what to do."""


class ConfigError(DatelineError):
    """A setting or an argument is wrong; stops the run at its start."""


class LexiconError(DatelineError):
    """A frame, cue or table is wrong: the file, the line, and advice."""


class ModelError(DatelineError):
    """The model file is missing or is not the one its card describes."""


class StoreError(DatelineError):
    """A file or table cannot be read or written."""


class InputError(DatelineError):
    """One input cannot be coded. Becomes its `Dropped` outcome; the rest of the batch goes on."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail
