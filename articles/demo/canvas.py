"""A canvas for flat illustrations with depth: gradients, ridges, glows, mist, reflections and grain.

Scenes are drawn in units of the finished picture, 1600 by 900, and twice as large, then halved, so that edges
are smooth. The same seed gives the same picture.
"""

import io
import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 900
SCALE = 2

Colour = tuple[int, ...]
Point = tuple[float, float]


def rgb(code: str, alpha: float = 1.0) -> Colour:
    """``"#1b2a41"`` as numbers; with ``alpha`` below 1 a colour that lets what is under it through."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return (red, green, blue) if alpha >= 1 else (red, green, blue, round(255 * alpha))


def mix(first: str, second: str, share: float) -> str:
    """``first`` with ``share`` (0 to 1) of ``second``."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def curve(start: Point, control: Point, end: Point, steps: int = 24) -> list[Point]:
    """A quadratic Bézier curve as points."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append(
            (a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1])
        )
    return points


class Canvas:
    def __init__(self, seed: int, stops: Sequence[tuple[float, str]]) -> None:
        """A canvas with a sky: ``stops`` are heights (0 top, 1 bottom) with their colours."""
        self.random = random.Random(seed)  # noqa: S311 (the same every time, and no secret)
        self._take(widened(gradient(stops), HEIGHT * SCALE))

    def _take(self, image: Image.Image) -> None:
        self.image = image
        self._draw = ImageDraw.Draw(image, "RGBA")

    def polygon(self, points: Sequence[Point], colour: str, alpha: float = 1) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=rgb(colour, alpha))

    def box(self, x: float, y: float, width: float, height: float, colour: str, alpha: float = 1) -> None:
        if width > 0 and height > 0:
            corners = (x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1)
            self._draw.rectangle(corners, fill=rgb(colour, alpha))

    def round_box(
        self, x: float, y: float, width: float, height: float, radius: float, colour: str, alpha: float = 1
    ) -> None:
        corners = (x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE)
        self._draw.rounded_rectangle(corners, radius * SCALE, fill=rgb(colour, alpha))

    def oval(self, x: float, y: float, across: float, down: float, colour: str, alpha: float = 1) -> None:
        """An ellipse by its centre and its two half-axes."""
        corners = ((x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE)
        self._draw.ellipse(corners, fill=rgb(colour, alpha))

    def line(self, points: Sequence[Point], colour: str, width: float = 1, alpha: float = 1) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=rgb(colour, alpha), width=max(1, round(width * SCALE)), joint="curve")

    def taper(self, points: Sequence[Point], colour: str, widths: tuple[float, float]) -> None:
        """A stroke that goes from the first width to the second along ``points``."""
        last = len(points) - 1
        for index, (x, y) in enumerate(points):
            radius = (widths[0] + (widths[1] - widths[0]) * index / last) / 2
            self.oval(x, y, radius, radius, colour)

    def ridge(self, level: float, height: float, colour: str, roughness: float = 0.5, steps: int = 7) -> None:
        """A line of hills, filled to the bottom: around ``level``, as high and low as ``height``."""
        self.polygon([*self.skyline(level, height, roughness, steps), (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def skyline(self, level: float, height: float, roughness: float, steps: int) -> list[Point]:
        """Points from left to right, by displacing midpoints."""
        heights = [self.random.uniform(-1, 1), self.random.uniform(-1, 1)]
        reach = 1.0
        for _ in range(steps):
            middles = [
                (a + b) / 2 + self.random.uniform(-reach, reach) for a, b in itertools.pairwise(heights)
            ]
            heights = [value for pair in zip(heights, [*middles, 0.0], strict=True) for value in pair][:-1]
            reach *= roughness
        return [(WIDTH * i / (len(heights) - 1), level + h * height) for i, h in enumerate(heights)]

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1) -> None:
        """Light around a point, added to what is there."""
        self.shine((x - radius, y - radius, x + radius, y + radius), colour, strength)

    def shine(self, corners: tuple[float, float, float, float], colour: str, strength: float = 1) -> None:
        """Light in an oval, by its corners."""
        left, top, right, bottom = (round(value * SCALE) for value in corners)
        size = (right - left, bottom - top)
        falling = [round(255 * strength * max(0.0, 1 - value / 180) ** 2.2) for value in range(256)]
        spot = Image.radial_gradient("L").point(falling).resize(size, Image.Resampling.BILINEAR)
        inside = (max(0, left), max(0, top), min(self.image.width, right), min(self.image.height, bottom))
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            return
        spot = spot.crop((inside[0] - left, inside[1] - top, inside[2] - left, inside[3] - top))
        light = Image.new("RGB", spot.size)
        light.paste(rgb(colour), (0, 0), spot)
        self.image.paste(ImageChops.screen(self.image.crop(inside), light), inside)

    def mist(self, top: float, bottom: float, colour: str, strength: float) -> None:
        """A band of haze, thickest in its middle."""
        thickness = [round(255 * strength * math.sin(math.pi * step / 255) ** 2) for step in range(256)]
        self._veil(column(thickness), top, bottom, colour)

    def shade(self, top: float, bottom: float, colour: str, upper: float, lower: float) -> None:
        """A veil whose thickness goes from ``upper`` to ``lower``."""
        thickness = [round(255 * (upper + (lower - upper) * step / 255)) for step in range(256)]
        self._veil(column(thickness), top, bottom, colour)

    def _veil(self, thickness: Image.Image, top: float, bottom: float, colour: str) -> None:
        mask = widened(thickness, round((bottom - top) * SCALE))
        self.image.paste(rgb(colour), (0, round(top * SCALE)), mask)

    def beam(self, points: Sequence[Point], colour: str, strength: float, softness: float = 12) -> None:
        """A soft-edged, translucent shape: a ray of light, a shaft of rain, a cloud."""
        size = (WIDTH // 4, HEIGHT // 4)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x / 4, y / 4) for x, y in points], fill=round(255 * strength))
        self._soft(mask, colour, softness)

    def _soft(self, mask: Image.Image, colour: str, softness: float) -> None:
        """Blur a mask of a quarter of the finished size and lay it on, only where there is something."""
        mask = mask.filter(ImageFilter.GaussianBlur(softness / 4))
        if touched := mask.getbbox():
            left, top, right, bottom = (edge * 4 * SCALE for edge in touched)
            size = (right - left, bottom - top)
            self.image.paste(rgb(colour), (left, top), mask.resize(size, Image.Resampling.BILINEAR, touched))

    def clouds(
        self,
        puffs: Sequence[tuple[float, float, float, float]],
        colour: str,
        strength: float,
        softness: float = 16,
    ) -> None:
        """Soft ovals (centre, half-axes) run together into one cloud."""
        mask = Image.new("L", (WIDTH // 4, HEIGHT // 4))
        pen = ImageDraw.Draw(mask)
        for x, y, across, down in puffs:
            pen.ellipse(
                ((x - across) / 4, (y - down) / 4, (x + across) / 4, (y + down) / 4),
                fill=round(255 * strength),
            )
        self._soft(mask, colour, softness)

    def reflect(self, waterline: float, colour: str, strength: float, ripple: float = 5) -> None:
        """Mirror what stands above ``waterline`` into the water below it, broken by ripples and tinted."""
        line, width = round(waterline * SCALE), WIDTH * SCALE
        depth = self.image.height - line
        mirrored = self.image.crop((0, line - depth, width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        small = mirrored.resize((width // 4, depth // 4), Image.Resampling.BOX)
        mirrored = small.filter(ImageFilter.BoxBlur((0.5, 3))).resize(
            (width, depth), Image.Resampling.BICUBIC
        )
        band = 3 * SCALE
        for top in range(0, depth, band):
            reach = ripple * SCALE * (0.4 + 1.2 * top / depth)
            shift = round(self.random.uniform(-reach, reach))
            strip = mirrored.crop((0, top, width, min(top + band, depth)))
            mirrored.paste(ImageChops.offset(strip, shift, 0), (0, top))
        tinted = Image.blend(mirrored, Image.new("RGB", mirrored.size, rgb(colour)), strength)
        self.image.paste(tinted, (0, line))

    def glints(
        self,
        top: float,
        bottom: float,
        colour: str,
        count: int,
        alpha: float = 0.5,
        centre: float | None = None,
        spread: float = WIDTH / 2,
    ) -> None:
        """Short bright strokes on water, longer as they come nearer; around ``centre`` or anywhere."""
        for _ in range(count):
            depth = self.random.random() ** 1.4
            y = top + (bottom - top) * depth
            reach = spread * (0.35 + 0.65 * depth)
            x = self.random.gauss(centre, reach / 2) if centre is not None else self.random.uniform(0, WIDTH)
            half = (6 + 34 * depth) * self.random.uniform(0.4, 1)
            self.oval(x, y, half, 0.7 + 1.5 * depth, colour, alpha * self.random.uniform(0.35, 1))

    def stars(self, bottom: float, count: int, colour: str = "#fff6df") -> None:
        for _ in range(count):
            x, y = self.random.uniform(0, WIDTH), bottom * self.random.random() ** 1.3
            size = self.random.choice((0.7, 0.7, 0.9, 1.3))
            self.oval(x, y, size, size, colour, self.random.uniform(0.3, 0.9))

    def finish(self, grain: float = 0.11) -> Image.Image:
        """Halve to the finished size, darken the corners a little, and add grain."""
        picture = self.image.reduce(SCALE)
        dark = Image.radial_gradient("L").point([round(max(0, v - 150) * 0.55) for v in range(256)])
        corner = dark.resize(picture.size, Image.Resampling.BICUBIC)
        picture.paste((8, 10, 20), (0, 0), corner)
        noise = Image.frombytes("L", picture.size, self.random.randbytes(WIDTH * HEIGHT))
        noise = noise.point([round(128 + (value - 128) * grain) for value in range(256)])
        return ImageChops.overlay(picture, Image.merge("RGB", (noise, noise, noise)))


def gradient(stops: Sequence[tuple[float, str]]) -> Image.Image:
    """One column of 256 pixels through ``stops``."""
    colours = []
    for step in range(256):
        place = step / 255
        before = max((stop for stop in stops if stop[0] <= place), default=stops[0])
        after = min((stop for stop in stops if stop[0] >= place), default=stops[-1])
        share = (place - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
        colours.append(rgb(mix(before[1], after[1], share)))
    image = Image.new("RGB", (1, 256))
    image.putdata(colours)
    return image


def widened(pixels: Image.Image, height: int) -> Image.Image:
    """A column of pixels, stretched to ``height`` and over the whole width."""
    stretched = pixels.resize((1, height), Image.Resampling.BICUBIC)
    return stretched.resize((WIDTH * SCALE, height), Image.Resampling.NEAREST)


def column(values: Sequence[int]) -> Image.Image:
    image = Image.new("L", (1, len(values)))
    image.putdata(list(values))
    return image


def jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()
