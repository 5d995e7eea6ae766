"""A playground from what is typed in a shell: whose company, which limits, which faults."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from playground import companies, flags, seeds
from playground.configs import Config
from playground.descriptions import app_manifest
from playground.faults import Misbehaviour
from playground.limits import Limits
from playground.shapes import Json
from playground.yamls import Misdescribed


def company(args: Namespace, usual: Json) -> Config:
    """What is typed goes over what the file says; `usual` is the manifest of an unnamed app."""
    base = described(args.manifest, args.config, usual)
    try:
        limits, behaviour = flags.limits(args), flags.misbehaviour(args)
    except ValueError as bad:
        raise Misdescribed(f"{bad}. `handrail playground --help` says what there is.") from bad
    return replace(
        base,
        limits=base.limits if limits == Limits() else limits,
        misbehaviour=both(base.misbehaviour, behaviour),
    )


def described(manifest: Path | None, config: Path | None, usual: Json) -> Config:
    given = app_manifest(manifest) if manifest else None
    if config is None:
        return seeds.company(given or usual)
    found = companies.load(config, given or usual)
    return found.with_manifest(given) if given else found


def both(base: Misbehaviour, more: Misbehaviour) -> Misbehaviour:
    return replace(
        base,
        seed=more.seed or base.seed,
        faults=(*base.faults, *more.faults),
        mishaps=(*base.mishaps, *more.mishaps),
        delayed_events=base.delayed_events or more.delayed_events,
        failure_limit=base.failure_limit or more.failure_limit,
        connection_seconds=more.connection_seconds or base.connection_seconds,
    )
