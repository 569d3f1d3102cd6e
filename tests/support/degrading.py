"""What a tired scanner makes of a sheet: turned, shaded, folded, grainy, badly kept."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
MM_IN_AN_INCH: Final = 25.4


@dataclass(frozen=True, slots=True)
class Wear:
    """How badly a sheet is treated."""

    dpi: int
    skew: float
    """Degrees."""
    noise: float
    quality: int
    """Of JPEG."""
    shadow: float
    fold: bool
    upside_down: bool


def wear_of(chance: random.Random) -> Wear:
    """Draw the fate of one sheet."""
    return Wear(
        dpi=chance.choice((150, 200, 200, 240, 300)),
        skew=chance.uniform(-4, 4),
        noise=chance.uniform(2, 9),
        quality=chance.randint(40, 80),
        shadow=chance.uniform(0, 0.45),
        fold=chance.random() < 0.03,
        upside_down=chance.random() < 0.1,
    )


def scanned(sheet: Picture, sharpness: float, wear: Wear, seed: int) -> bytes:
    """Return the JPEG that a scanner makes of a sheet drawn at so many pixels a millimetre."""
    noise = np.random.default_rng(seed)
    picture = _fold(sheet, noise) if wear.fold else sheet
    picture = _turn(picture, wear, wear.dpi / MM_IN_AN_INCH / sharpness)
    picture = _shade(picture, wear.shadow, noise)
    grain = noise.normal(0, wear.noise, picture.shape)
    picture = np.clip(picture.astype(np.float32) + grain, 0, 255).astype(np.uint8)
    done, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, wear.quality])
    assert done
    return jpeg.tobytes()


def _turn(sheet: Picture, wear: Wear, scale: float) -> Picture:
    height, width = sheet.shape
    size = round(width * scale), round(height * scale)
    small = cv2.resize(sheet, size, interpolation=cv2.INTER_AREA)
    angle = wear.skew + (180 if wear.upside_down else 0)
    turning = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1)
    grow = 1 + 0.09 * abs(wear.skew) / 4
    wide, tall = round(size[0] * grow), round(size[1] * grow)
    turning[:, 2] += (wide - size[0]) / 2, (tall - size[1]) / 2
    return np.asarray(cv2.warpAffine(small, turning, (wide, tall), borderValue=(235,)), np.uint8)


def _fold(sheet: Picture, noise: np.random.Generator) -> Picture:
    """Fold across: a dark line, and what is below stands up to 0.6 mm aside."""
    height, width = sheet.shape
    at, slope = noise.uniform(0.2, 0.8) * height, noise.uniform(-0.06, 0.06)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    beyond = y - (at + slope * (x - width / 2))
    aside = noise.uniform(-0.6, 0.6) / 215.9 * width * np.exp(-np.abs(beyond) / (0.06 * height))
    moved = cv2.remap(sheet, x + (aside * (beyond > 0)).astype(np.float32), y, cv2.INTER_LINEAR)
    dark = 1 - noise.uniform(0.15, 0.5) * np.exp(-((beyond / (0.0007 * height)) ** 2))
    return np.asarray(moved * dark, np.uint8)


def _shade(picture: Picture, depth: float, noise: np.random.Generator) -> Picture:
    """Let a shadow fall from one side."""
    height, width = picture.shape
    angle, start, soft = noise.uniform(0, 2 * np.pi), noise.uniform(-0.3, 0.4), noise.uniform(0.05, 0.4)
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height))
    across = x * np.cos(angle) + y * np.sin(angle)
    light = 1 - depth / (1 + np.exp(-(across - start) / soft * 4))
    return np.asarray(picture * light, np.uint8)
