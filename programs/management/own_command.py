"""What our commands share: wrong arguments are told in Spanish, and end with 2."""

from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

# How argparse begins what it says, and what people read in its place.
_SAID = (
    ("unrecognized arguments: ", "No se conoce, o sobra: {}."),
    ("the following arguments are required: ", "Falta: {}."),
)
_OTHER = "Una opción no está bien escrita: {}."


class OwnParser(CommandParser):
    """The parser of a command; it ends with 2 for what it cannot take."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong and how the command is written; `CommandError` where code calls it."""
        told = refusal(message)
        if not self.called_from_command_line:
            raise CommandError(told, returncode=2)
        usage = self.format_usage().strip().replace("usage:", "Uso:", 1)
        self.exit(2, f"{told}\n{usage}\n")


class OwnCommand(BaseCommand):
    """A command whose wrong arguments are told in Spanish; its help has its own options only."""

    suppressed_base_arguments = {
        "--version", "-v", "--verbosity", "--settings", "--pythonpath", "--traceback",
        "--no-color", "--force-color",
    }  # fmt: skip

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return the parser of the arguments: Django makes its own, which becomes one of ours."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OwnParser
        return parser


def refusal(message: str) -> str:
    """Return what argparse says of wrong arguments as a sentence for people."""
    for begin, told in _SAID:
        if message.startswith(begin):
            return told.format(message.removeprefix(begin))
    name = message.removeprefix("argument ").partition(":")[0]
    return _OTHER.format(name) if message.startswith("argument ") else _OTHER.format(message)
