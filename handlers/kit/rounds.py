"""A round out of a turn: for work that is the same whether somebody asked for it or not."""

from handlers.kit.feature import Round, Scene

__all__ = ["Round", "round_of"]


def round_of(scene: Scene) -> Round:
    if isinstance(scene, Round):
        return scene
    return Round(
        scene.now,
        scene.workspace,
        scene.pack,
        scene.session,
        scene.deciders,
        scene.registry,
        scene.holidays,
        scene.admins,
    )
