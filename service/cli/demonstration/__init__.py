"""A fictional establishment to look around in: about 300 people, their papers, posts and takedowns."""

from service.cli.demonstration.loading import load_demonstration

__all__ = ["load_demonstration"]
