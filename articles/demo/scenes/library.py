"""The reading room."""

import math

from PIL import Image

from articles.demo.canvas import HEIGHT, Canvas, mix

BOOKS = ("#7b2d2a", "#2f4a4a", "#8a6a2f", "#4a3550", "#a8553a", "#32405e", "#5d6b3a", "#c2a05a")


def reading_room() -> Image.Image:
    """The great room of books, with its lamps lit."""
    canvas = Canvas(101, [(0, "#e9d9b8"), (0.5, "#d9bd8f"), (1, "#a87a50")])
    _vault(canvas)
    for side in (-1, 1):
        _shelves(canvas, side)
    _window(canvas, 800, 470)
    canvas.polygon([(355, 650), (1245, 650), (1720, 910), (-120, 910)], "#7a4a30")
    for index in range(-8, 9):
        canvas.line([(800 + index * 54, 650), (800 + index * 114, 900)], "#693d27", 2)
    canvas.beam([(690, 330), (910, 330), (1180, 900), (420, 900)], "#fff3cf", 0.26, 40)
    for y, size in ((668, 0.5), (716, 0.74), (790, 1.12)):
        for side in (-1, 1):
            _desk(canvas, 800 + side * (150 + (y - 640) * 1.9), y, size)
    canvas.shade(0, HEIGHT, "#2c1618", 0.26, 0.14)
    return canvas.finish(0.1)


def _vault(canvas: Canvas) -> None:
    for index in range(6):
        reach = 1180 - index * 150
        tone = mix("#c9a873", "#f3e4c2", index / 5)
        canvas.oval(800, 470, reach, reach * 0.62, tone)
        canvas.line(
            [
                (800 - math.cos(math.pi * i / 40) * reach, 470 - math.sin(math.pi * i / 40) * reach * 0.62)
                for i in range(41)
            ],
            "#a9834f",
            8 - index,
        )
    for index in range(1, 14):
        a = math.pi * index / 14
        canvas.line(
            [
                (800 - math.cos(a) * 430, 470 - math.sin(a) * 266),
                (800 - math.cos(a) * 1180, 470 - math.sin(a) * 732),
            ],
            "#b8935c",
            3,
            0.8,
        )
    canvas.box(355, 470, 890, 182, "#c39a68")


def _window(canvas: Canvas, x: float, foot: float) -> None:
    canvas.box(x - 130, foot - 160, 260, 300, "#8a5f3d")
    canvas.oval(x, foot - 160, 130, 130, "#8a5f3d")
    canvas.box(x - 112, foot - 160, 224, 284, "#fdf6de")
    canvas.oval(x, foot - 160, 112, 112, "#fdf6de")
    for bar in (-56, 0, 56):
        canvas.box(x + bar - 2.5, foot - 264, 5, 388, "#8a5f3d")
    for y in range(-160, 124, 58):
        canvas.box(x - 112, foot + y, 224, 4, "#8a5f3d")
    canvas.glow(x, foot - 60, 420, "#fff4cf", 0.75)
    canvas.oval(x, foot - 340, 44, 44, "#5b3622")
    canvas.oval(x, foot - 340, 36, 36, "#fbf1d6")
    canvas.line([(x, foot - 340), (x - 2, foot - 366)], "#3a2218", 3)
    canvas.line([(x, foot - 340), (x + 17, foot - 330)], "#3a2218", 3.6)


def _shelves(canvas: Canvas, side: int) -> None:
    """A wall of books that runs to the window, its rows closing on the far corner."""

    def at(depth: float, level: float) -> tuple[float, float]:
        x = 800 + side * (880 - 440 * depth)
        top, foot = 120 + 240 * depth, 900 - 250 * depth
        return x, top + (foot - top) * level

    canvas.polygon([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], "#5b3622")
    rows = 8
    for row in range(rows):
        upper, lower = row / rows + 0.018, (row + 1) / rows - 0.012
        depth = 0.0
        while depth < 0.99:
            wide = canvas.random.uniform(0.008, 0.02) * (1 - depth * 0.45)
            head = upper + (lower - upper) * canvas.random.uniform(0.0, 0.26)
            colour = mix(canvas.random.choice(BOOKS), "#f0d9a8", depth * 0.3)
            end = min(0.995, depth + wide)
            canvas.polygon([at(depth, head), at(end, head), at(end, lower), at(depth, lower)], colour)
            depth += wide + 0.002
    for row in range(rows + 1):
        canvas.line([at(0, row / rows), at(1, row / rows)], "#8a5a36", 5)
    for depth in (0.0, 0.2, 0.38, 0.55, 0.7, 0.84, 1.0):
        canvas.line([at(depth, 0), at(depth, 1)], "#8a5a36", 13 - depth * 7)
    canvas.line([at(0.3, -0.02), at(0.2, 1)], "#3f2417", 6)
    canvas.line([at(0.34, -0.02), at(0.26, 1)], "#3f2417", 6)
    for step in range(1, 15):
        level = step / 15
        canvas.line([at(0.3 - 0.1 * level, level), at(0.34 - 0.08 * level, level)], "#3f2417", 4)


def _desk(canvas: Canvas, x: float, y: float, size: float) -> None:
    half = 150 * size
    canvas.polygon(
        [(x - half, y), (x + half, y), (x + half * 1.1, y + 26 * size), (x - half * 1.1, y + 26 * size)],
        "#8f5632",
    )
    canvas.box(x - half * 1.1, y + 26 * size, half * 2.2, 14 * size, "#5f3520")
    for leg in (-0.98, 0.9):
        canvas.box(x + half * leg, y + 38 * size, 14 * size, 84 * size, "#4a2818")
    for dx in (-0.5, 0.5):
        _lamp(canvas, x + half * dx, y + 8 * size, size)
    for dx in (-0.12, 0.2):
        left = x + half * dx
        canvas.polygon(
            [
                (left - 20 * size, y + 18 * size),
                (left, y + 10 * size),
                (left + 20 * size, y + 18 * size),
                (left + 18 * size, y + 6 * size),
                (left, y - 1 * size),
                (left - 18 * size, y + 6 * size),
            ],
            "#fbf1dc",
        )


def _lamp(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.glow(x, y - 20 * size, 120 * size, "#ffd98a", 0.6)
    canvas.box(x - 2.5 * size, y - 56 * size, 5 * size, 56 * size, "#c79a45")
    canvas.oval(x, y, 16 * size, 5 * size, "#c79a45")
    canvas.polygon(
        [
            (x - 34 * size, y - 48 * size),
            (x + 34 * size, y - 48 * size),
            (x + 22 * size, y - 76 * size),
            (x - 22 * size, y - 76 * size),
        ],
        "#1f6b4f",
    )
    canvas.polygon(
        [
            (x - 34 * size, y - 48 * size),
            (x + 34 * size, y - 48 * size),
            (x + 31 * size, y - 55 * size),
            (x - 31 * size, y - 55 * size),
        ],
        "#f9eab4",
    )
