"""`sinergi demo`: a new embedded stack, one story or all of them with their timeline, and the facts at the end.

The demonstration has its own data folder, which is created again each time, so it never touches the data of
`sinergi up`. At a terminal the stack runs until Ctrl-C; otherwise the command exits when the story ends.
"""

import asyncio
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import httpx2
import typer
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from deploy.demo.client import Client, Refused
from deploy.demo.facts import Fact
from deploy.demo.observer import Observer
from deploy.demo.playing import Story, StoryStep, in_calendar_order, play_together
from deploy.demo.steps.staff import OPERATOR
from deploy.demo.stories import STORIES, NumberedStory
from deploy.demo.timeline import Timeline
from deploy.installation.environment import settings_of
from deploy.installation.service import subscription_of
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from deploy.local.control import take_down
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings, local_settings
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from deploy.sinergi.door import accounts_table, address_line
from deploy.sinergi.progress import log_as_progress
from deploy.topics.catalogue import load_topics
from shared.operations.clock import MovableClock
from shared.operations.settings import Settings
from shared.values.texts import Text

WIDTH = 132
"""Columns when the output is not a terminal, so that the timeline does not wrap."""

ALL, LIST = "all", "list"
UNKNOWN_STORY = 2
"""The exit code of a command line that cannot be understood."""

Told: TypeAlias = tuple[Story, NumberedStory]
"""A story, and the number under which it is known."""

app = typer.Typer()
console = Console(width=None if sys.stdout.isatty() else WIDTH)


@app.command()
def demo(
    story: Annotated[str, typer.Option(help="the number of a story, or `all`; `list` shows them")] = "1",
) -> None:
    """Play a story on a new embedded stack, or all of them in the order of the calendar."""
    wanted = [each for each in STORIES.values() if story in (ALL, str(each.number))]
    if not wanted:
        _list_stories()
        sys.exit(0 if story == LIST else UNKNOWN_STORY)
    sys.exit(_play(wanted))


def _list_stories() -> None:
    table = Table(title="Cerita / stories: make demo STORY=…", title_justify="left")
    for heading in ("STORY", "waktu / time", "cerita", "story"):
        table.add_column(heading)
    for each in STORIES.values():
        days = f"{each.steps[0].at:%d.%m.%Y} – {each.steps[-1].at:%d.%m.%Y}"
        table.add_row(str(each.number), days, each.title.id, each.title.en)
    console.print(table)


def _play(stories: Sequence[NumberedStory]) -> int:
    """Play the demonstration; return the exit code."""
    local = local_settings()
    settings = local.model_copy(update={"data_dir": local.data_dir / "demo"})
    # Processes of an earlier run would write into the folder that is removed here.
    take_down(settings, lambda _state: None)
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    try:
        asyncio.run(_play_on_stack(settings, stories))
    except KeyboardInterrupt:
        return 0
    except (Trouble, Refused, TimeoutError, httpx2.HTTPError) as error:
        console.print(f"[red]The demonstration stopped:[/] {error}\nThe logs are in {settings.data_dir / 'logs'}.")
        return 1
    return 0


async def _play_on_stack(local: LocalSettings, stories: Sequence[NumberedStory]) -> None:
    began = time.monotonic()
    with log_as_progress(console):
        stack = Stack(local, steps=setup_steps(), with_services=True)
        await stack.start()
    try:
        console.print(f"[green]ready[/] after {time.monotonic() - began:.1f} s", highlight=False)
        told = await _play_stories(stack, stories)
        console.print(f"\n[green]done[/] after {time.monotonic() - began:.1f} s", highlight=False)
        if sys.stdout.isatty():
            await _stay(stack, told)
        await told[0][0].client.close()
    finally:
        await stack.stop()


async def _play_stories(stack: Stack, stories: Sequence[NumberedStory]) -> list[Told]:
    environment = stack.environment()
    settings = settings_of(environment)
    clock = MovableClock(Path(environment["SINERGI_CLOCK_FILE"]))
    clock.move_to(min(numbered.steps[0].at for numbered in stories))
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation")
    timeline = Timeline(Observer(), console, _subscribers())
    client = Client(_addresses(stack), environment["SINERGI_TOKEN_ISSUER"], timeline.request_left)
    told = [(numbered.begin(client, clock.move_to), numbered) for numbered in stories]

    def before(step: StoryStep[Any]) -> None:
        timeline.headline(step.at.date(), step.title, reported=step.reported)

    async def after(_step: StoryStep[Any]) -> None:
        await timeline.show_new()

    logs = [stack.folder.log(f"{service}-worker") for service in SERVICES]
    scenes = in_calendar_order((story, numbered.steps) for story, numbered in told)
    async with timeline.observer.observing(settings, _topics(settings), logs):
        await play_together(scenes, before, after)
        await timeline.show_new()
    for story, numbered in told:
        _print_facts(await numbered.read_facts(story), numbered.title)
    console.print(f"{timeline.events} events, {timeline.effects} effects in other services.", highlight=False)
    return told


def _addresses(stack: Stack) -> dict[str, str]:
    return {service: f"http://127.0.0.1:{stack.state.ports[f'{service}-api']}" for service in SERVICES}


def _topics(settings: Settings) -> list[str]:
    return [settings.topic(name) for name in load_topics()]


def _subscribers() -> dict[str, frozenset[str]]:
    """The services that react to each event, from their subscriptions."""
    found: dict[str, set[str]] = {}
    for service in SERVICES:
        for reactions in subscription_of(service).reactions:
            for event, _reaction in reactions:
                found.setdefault(event.type, set()).add(service)
    return {type_: frozenset(services) for type_, services in found.items()}


def _print_facts(facts: list[Fact], title: Text) -> None:
    heading = f"\n{title.id}: yang dapat ditanyakan sekarang / what can be asked now"
    table = Table(title=heading, title_justify="left")
    for name in ("fakta / fact", "permintaan / request", "jawaban / answer"):
        table.add_column(name)
    for fact in facts:
        table.add_row(fact.question, fact.request, f"[bold]{fact.answer}[/]")
    console.print(table)


async def _stay(stack: Stack, told: Sequence[Told]) -> None:
    addresses = _addresses(stack)
    lines = [f"{service:<14} {address}/docs" for service, address in addresses.items()]
    for story, numbered in told:
        token = await story.client.token(numbered.accounts[0])
        lines += [
            "",
            f"TOKEN={token}",
            *(
                f'curl -s -H "Authorization: Bearer $TOKEN" "{addresses[service]}{path}"'
                for service, path in story.requests()
            ),
            f"Akun / accounts: {', '.join(numbered.accounts)}",
        ]
    console.print(Panel.fit("Ctrl-C stops everything", border_style="cyan"))
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False, markup=False)
    if any(numbered.number == 1 for _story, numbered in told):
        console.print(accounts_table())
    console.print(address_line(stack.environment()["SINERGI_PUBLIC_ORIGIN"]), highlight=False)
    await asyncio.Event().wait()
