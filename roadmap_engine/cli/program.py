"""The command group: its commands are loaded only when they are called, so that `--help` is quick."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from gettext import gettext as _

import click

from roadmap_engine.cli.arguments import refuse_unreadable
from roadmap_engine.cli.language import LANGUAGES, choose_language, speak
from roadmap_engine.cli.loading import loading
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.streams import fit_streams
from roadmap_engine.storage.caching import Cache, Refusal, cache_folder, chosen_cache, use_cache
from roadmap_engine.storage.journal import begin_journal, list_written
from roadmap_engine.storage.packing import DEFLATERS, use_deflater
from roadmap_engine.version import __version__

__all__ = ["COMMANDS", "program", "run"]

_MOST_NAMED = 10
_NO_CACHE = "--no-cache"

# name: (module, what it does); the order is the order of `--help`, which is the order of work.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Ask, and write the first text of a school or an author."),
    "check": ("check", "Find every problem of the given texts at once."),
    "print": ("print_roadmap", "Print a published roadmap itself, not adopted."),
    "show": ("show", "Show an adoption's plan in the terminal."),
    "build": ("build", "Make every paper of an adoption's plan."),
    "batch": ("batch", "Make the papers of many schools at once."),
    "explain": ("explain", "Explain a deadline: what it means and where its dates come from."),
    "record": ("record", "Record the date of an awaited event."),
    "what-if": ("what_if", "Show what would move if events had other dates."),
    "diff": ("diff", "Show what changed between two versions, adoptions or plans."),
    "track": ("track", "Record what has happened, and see where the plan stands."),
    "site": ("site", "Make pages and calendars for any web host."),
    "serve": ("serve", "Serve the portal over a folder of adoptions."),
    "backup": ("backup", "Write a folder with its portal into one archive."),
    "restore": ("restore", "Lay such an archive into a new folder."),
    "remind": ("remind", "Write to people what waits for them, one letter a person."),
    "sign": ("sign", "Keep what was signed, and say what is in force."),
    "amend": ("amend", "Draw the order that amends a signed one."),
    "drift": ("drift", "Show which school runs which version, and what it changed."),
    "doctor": ("doctor", "Tell what is missing, torn, stray or old, and what mends it."),
    "template": ("template", "Copy, check and explain Word templates to change them."),
    "decline": ("decline", "Put a name or a post into all six cases."),
    "import": ("import_table", "Turn the plan in a Word or Excel file into the text of a roadmap."),
    "publish": ("publish", "Pack roadmaps into bundles that schools adopt from."),
    "update": ("update", "Take a newer version of a roadmap without losing local work."),
    "migrate": ("migrate", "Rewrite texts of earlier versions in today's format."),
    "schema": ("schema", "Write the JSON Schemas that editors complete from."),
}


class _LazyGroup(click.Group):
    """A group whose help comes from the table above, without loading a command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        name = f"roadmap_engine.cli.commands.{COMMANDS[cmd_name][0]}"
        with contextlib.nullcontext() if name in sys.modules else loading():
            module = importlib.import_module(name)
        return refuse_unreadable(module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, (_module, summary) in COMMANDS.items()])


def _show_version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        say(f"roadmap {__version__}")
        ctx.exit()


def _make_program() -> click.Group:
    return _LazyGroup(
        name="roadmap",
        help=_(
            "From one YAML roadmap («дорожная карта») to a school's order, dated plan, calendars and tracker."
        ),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        no_args_is_help=True,
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(LANGUAGES),
                expose_value=False,
                help=_("Language of messages; the locale's unless given."),
            ),
            click.Option(
                ["--no-cache"],
                is_flag=True,
                expose_value=False,
                help=_("Neither use nor keep what was worked out in earlier runs."),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=_("Show the version and exit."),
            ),
        ],
        epilog=_("Try: roadmap build examples/school/adoption.yaml -o papers"),
    )


def program(language: str) -> click.Group:
    """The whole command line, speaking a language."""
    speak(language)
    return _make_program()


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with the arguments, the process's own unless given; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    fit_streams()
    begin_journal()
    group = program(choose_language(given, os.environ))
    try:
        _choose_deflater(os.environ.get("ROADMAP_DEFLATE", ""))
        first, rest = _split_general(given)
        _choose_cache(os.environ, off=_NO_CACHE in first)
        code = group.main([*first, *rest], prog_name="roadmap", standalone_mode=False)
        _tell_refused()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        say(_("Interrupted; nothing is half-written.") + " " + _say_written(), err=True)
        return 130
    except OSError as failed:
        say(_say_failure(failed), err=True)
        say(_say_written(), err=True)
        return 1
    except Exception as fault:
        if os.environ.get("ROADMAP_TRACEBACK"):
            raise
        _apologise(fault)
        return 1
    return code if isinstance(code, int) else 0


def _choose_deflater(name: str) -> None:
    """Let a library deflate papers; that of Python unless somebody asks for another.

    Raises:
        click.UsageError: there is no such library, or it is not installed.
    """
    asked = next((each for each in DEFLATERS if each == name), None)
    if name and asked is None:
        known = ", ".join(DEFLATERS)
        raise click.UsageError(_("ROADMAP_DEFLATE={name}: there are {known}").format(name=name, known=known))
    try:
        use_deflater(asked or "zlib")
    except ImportError:
        said = _("ROADMAP_DEFLATE={name}: not installed; the extra «fast» of roadmap-engine brings it")
        raise click.UsageError(said.format(name=name)) from None


def _say_failure(failed: OSError) -> str:
    """Say what the system refused; the commonest of its reasons are in the catalogue too."""
    reason = _(failed.strerror) if failed.strerror else str(failed) or type(failed).__name__
    if failed.filename is None:
        return _("error: {reason}").format(reason=reason)
    return _("error: {reason}: {file}").format(reason=reason, file=os.fsdecode(failed.filename))


def _say_written() -> str:
    """Say what stands on the disk of a run that could not go on."""
    files = [os.fsdecode(each) for each in list_written()]
    if not files:
        return _("Nothing was written.")
    named = ", ".join(files[:_MOST_NAMED])
    if len(files) > _MOST_NAMED:
        named += " " + _("and {count} more").format(count=len(files) - _MOST_NAMED)
    return _("Written before it: {files}.").format(files=named)


def _choose_cache(environment: Mapping[str, str], *, off: bool) -> None:
    """Let the program keep for later runs what depends on nothing but what it was made of."""
    folder = None if off else cache_folder(environment)
    unsaid = not off and "ROADMAP_CACHE" not in environment
    use_cache(Cache(folder, Refusal.NO_HOME if unsaid else Refusal.OFF))


def _tell_refused() -> None:
    """Say why nothing could be kept, where a command wanted to and nobody has switched it off."""
    cache = chosen_cache()
    if cache.refused not in {None, Refusal.OFF, Refusal.NO_HOME}:
        from roadmap_engine.cli.cache_fact import judge_cache

        fact = judge_cache(cache)
        say(f"{fact.said}; {fact.act}", err=True)


def _split_general(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Let `--lang` and `--no-cache` stand anywhere: they move to where the group knows them."""
    moved: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--lang":
            moved += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument == _NO_CACHE or argument.startswith("--lang="):
            moved.append(argument)
        else:
            rest.append(argument)
    return moved, rest


def _apologise(fault: Exception) -> None:
    """Say that the fault is the program's, without a traceback: a clerk can do nothing with one."""
    say(
        _(
            "error: the program itself failed ({kind}). {written} "
            "Please report it; ROADMAP_TRACEBACK=1 shows the details."
        ).format(kind=type(fault).__name__, written=_say_written()),
        err=True,
    )
