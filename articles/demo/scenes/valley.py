"""The first frost in the valley."""

import math

from PIL import Image

from articles.demo.canvas import HEIGHT, WIDTH, Canvas, curve, mix


def frost() -> Image.Image:
    """The first frost in the valley."""
    canvas = Canvas(
        83, [(0, "#7fa6c9"), (0.35, "#bcd0dc"), (0.5, "#f3d9cf"), (0.62, "#f8e7d6"), (1, "#dfe8ee")]
    )
    canvas.glow(420, 400, 560, "#fff0dc", 0.7)
    canvas.oval(420, 372, 50, 50, "#fffaf0")
    hills = ((430, 80, "#a9bfd0"), (490, 66, "#8fabc2"), (556, 54, "#7596b1"), (630, 44, "#5d819f"))
    for level, height, tone in hills:
        canvas.ridge(level, height, tone, 0.52)
        canvas.mist(level - 10, level + 120, "#f4ebe6", 0.72)
        if level > 500:
            _wood(canvas, level + 44, tone)
    canvas.ridge(742, 30, "#a9c0cf")
    canvas.ridge(790, 26, "#cfdde6")
    _river(canvas)
    _fence(canvas)
    _oak(canvas, 1240, 800)
    for _ in range(420):
        x, y = canvas.random.uniform(0, WIDTH), HEIGHT - 110 * canvas.random.random() ** 1.6
        height = canvas.random.uniform(8, 26)
        canvas.line([(x, y), (x + canvas.random.uniform(-7, 7), y - height)], "#f6fafc", 1.4, 0.8)
    return canvas.finish(0.09)


def _wood(canvas: Canvas, level: float, colour: str) -> None:
    dark = mix(colour, "#274258", 0.45)
    for _ in range(70):
        x = canvas.random.uniform(0, WIDTH)
        y = level + canvas.random.uniform(-18, 16)
        height = canvas.random.uniform(26, 58) * level / 640
        canvas.polygon([(x - height * 0.26, y), (x, y - height), (x + height * 0.26, y)], dark, 0.75)


def _river(canvas: Canvas) -> None:
    left = curve((470, 742), (820, 790), (380, 900))
    right = curve((500, 742), (1010, 790), (760, 900))
    canvas.polygon([*left, *reversed(right)], "#8fb3cb")
    canvas.glints(770, 895, "#fff6ea", 60, 0.7, centre=590, spread=150)


def _fence(canvas: Canvas) -> None:
    posts = [(860 + index * 74, 842 - index * 5 + (index % 2) * 3) for index in range(11)]
    for rail in (18, 36):
        canvas.line([(x, y - rail) for x, y in posts], "#6b7f90", 4)
        canvas.line([(x, y - rail - 3) for x, y in posts], "#f4f9fb", 2)
    for x, y in posts:
        canvas.box(x - 5, y - 52, 10, 56, "#5a6c7e")
        canvas.oval(x, y - 52, 8, 4, "#fafdff")


def _oak(canvas: Canvas, x: float, foot: float) -> None:
    def grow(start: tuple[float, float], angle: float, length: float, width: float) -> None:
        end = (start[0] + math.cos(angle) * length, start[1] - math.sin(angle) * length)
        canvas.line([start, end], mix("#3f4a5c", "#dfeaf2", max(0.0, 0.62 - width / 14)), width)
        if length < 13:
            return
        for turn in (-1, 1):
            grow(
                end,
                angle + turn * canvas.random.uniform(0.22, 0.62),
                length * canvas.random.uniform(0.66, 0.83),
                max(1.0, width * 0.66),
            )

    canvas.oval(x, foot + 6, 120, 9, "#7f9bb0", 0.5)
    canvas.polygon(
        [
            (x - 26, foot + 8),
            *curve((x - 20, foot + 6), (x - 11, foot - 10), (x - 12, foot - 60)),
            *curve((x + 12, foot - 60), (x + 11, foot - 10), (x + 26, foot + 8)),
        ],
        "#3f4a5c",
    )
    grow((x, foot - 40), math.pi / 2, 108, 24)
