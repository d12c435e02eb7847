"""The covered market."""

import math

from PIL import Image

from articles.demo.canvas import WIDTH, Canvas, Point, curve, mix
from articles.demo.scenes.palettes import SKINS

WARES = {
    "fruit": ("#d8412f", "#e98a2b", "#8fae3c", "#e8c040"),
    "cheese": ("#f0cf73", "#e8b64c", "#f6e6b4", "#d98f3a"),
    "bread": ("#c98a4b", "#a9683a", "#dfae6c", "#b9773f"),
    "fish": ("#9fb7c4", "#7d97ab", "#c9d6da", "#e08f78"),
}


def market() -> Image.Image:
    """Stalls under striped awnings in a hall of iron and glass."""
    canvas = Canvas(61, [(0, "#bcd7d6"), (0.45, "#e6ead3"), (1, "#f3e4c4")])
    _roof(canvas)
    canvas.box(0, 690, WIDTH, 220, "#b98f6d")
    for row in range(5):
        canvas.line(
            [(0, 700 + row * row * 11 + row * 8), (WIDTH, 700 + row * row * 11 + row * 8)], "#a57c5d", 2
        )
    for index in range(-9, 10):
        canvas.line([(800 + index * 96, 690), (800 + index * 210, 900)], "#a57c5d", 2)
    stalls = (("#c8452f", "fruit"), ("#2d6a5a", "cheese"), ("#d99a2b", "bread"), ("#34608a", "fish"))
    for index, (colour, goods) in enumerate(stalls):
        _stall(canvas, 60 + index * 380, 720, colour, goods)
    for x, y, coat, scale in (
        (475, 822, "#3d4c73", 1.15),
        (560, 836, "#b5533f", 1.0),
        (1130, 818, "#51633f", 1.2),
        (1245, 840, "#d4a63c", 0.8),
    ):
        _shopper(canvas, x, y, coat, scale)
    canvas.beam([(300, 0), (620, 0), (1180, 900), (640, 900)], "#fff6d8", 0.2, 50)
    canvas.beam([(900, 0), (1080, 0), (1620, 800), (1340, 860)], "#fff6d8", 0.16, 50)
    return canvas.finish(0.09)


def _roof(canvas: Canvas) -> None:
    iron = "#3f6a64"
    canvas.oval(800, 520, 350, 350, "#f7f0d8")
    canvas.glow(800, 400, 520, "#fff8e0", 0.5)
    for index in range(13):
        a = math.pi * index / 12
        canvas.line([(800, 520), (800 - math.cos(a) * 350, 520 - math.sin(a) * 350)], iron, 3)
    for radius, width in ((120, 4), (236, 4), (350, 9)):
        canvas.line(
            [
                (800 - math.cos(math.pi * i / 40) * radius, 520 - math.sin(math.pi * i / 40) * radius)
                for i in range(41)
            ],
            iron,
            width,
        )
    for reach, width, tone in ((500, 9, 0.15), (690, 13, 0.08), (930, 18, 0.0)):
        arch = [
            (800 - math.cos(math.pi * i / 40) * reach, 560 - math.sin(math.pi * i / 40) * reach * 0.86)
            for i in range(41)
        ]
        canvas.line(arch, mix(iron, "#dfe8d6", tone + 0.12), width)
        for side in (-1, 1):
            canvas.box(800 + side * reach - width / 2, 556, width, 160, mix(iron, "#dfe8d6", tone + 0.12))
    for index in range(1, 12):
        a = math.pi * index / 12
        inner, outer = 362, 930
        canvas.line(
            [
                (800 - math.cos(a) * inner, 520 - math.sin(a) * inner),
                (800 - math.cos(a) * outer, 560 - math.sin(a) * outer * 0.86),
            ],
            iron,
            3,
            0.6,
        )
    canvas.box(450, 520, 700, 170, "#cdbb98")
    for x in range(470, 1130, 60):
        canvas.box(x, 550, 34, 140, "#b49d7c")


def _stall(canvas: Canvas, left: float, foot: float, colour: str, goods: str) -> None:
    width, cream = 340.0, "#f6ead0"
    canvas.oval(left + width / 2, foot + 72, width * 0.56, 15, "#6d4a37", 0.45)
    for x in (left + 10, left + width - 18):
        canvas.box(x, foot - 210, 8, 280, "#5b4031")
    canvas.box(left + 18, foot - 200, width - 36, 130, "#4b3a38")
    for shelf in (0, 1):
        for index in range(11):
            _ware(canvas, left + 44 + index * 25, foot - 128 + shelf * 52, goods, 9)
        canvas.box(left + 22, foot - 118 + shelf * 52, width - 44, 6, "#8b6447")
    _keeper(canvas, left + canvas.random.uniform(120, 220), foot - 42, colour)
    canvas.polygon(
        [(left, foot - 40), (left + width, foot - 40), (left + width - 8, foot + 72), (left + 8, foot + 72)],
        "#9c6f4c",
    )
    for plank in range(1, 4):
        canvas.line(
            [(left + 4, foot - 40 + plank * 28), (left + width - 4, foot - 40 + plank * 28)], "#845a3c", 2
        )
    canvas.box(left - 8, foot - 46, width + 16, 12, "#c59a6d")
    for row in range(3):
        for index in range(12 - row):
            _ware(canvas, left + 32 + index * 25 + row * 12.5, foot - 56 - row * 15, goods, 13)
    stripes = 8
    for index in range(stripes):
        tone = colour if index % 2 == 0 else cream
        a, b = index / stripes, (index + 1) / stripes
        canvas.polygon(
            [
                (left + 22 + (width - 44) * a, foot - 292),
                (left + 22 + (width - 44) * b, foot - 292),
                (left - 24 + (width + 48) * b, foot - 196),
                (left - 24 + (width + 48) * a, foot - 196),
            ],
            tone,
        )
        x, half = left - 24 + (width + 48) * (a + b) / 2, (width + 48) / stripes / 2
        canvas.oval(x, foot - 197, half, 19, mix(tone, "#3a2a2a", 0.12))
    canvas.box(left - 24, foot - 204, width + 48, 7, "#2c2024", 0.18)


def _ware(canvas: Canvas, x: float, y: float, goods: str, size: float) -> None:
    colour = canvas.random.choice(WARES[goods])
    if goods == "cheese":
        canvas.round_box(x - size, y - size * 0.7, size * 2, size * 1.4, 4, colour)
        canvas.box(x - size + 2, y - size * 0.1, size * 2 - 4, 2, "#a8742c", 0.5)
    elif goods == "fish":
        canvas.oval(x, y, size * 1.15, size * 0.5, colour)
        canvas.polygon(
            [(x + size, y), (x + size * 1.7, y - size * 0.5), (x + size * 1.7, y + size * 0.5)], colour
        )
        canvas.oval(x - size * 0.7, y - 1.5, 1.6, 1.6, "#20303c")
    elif goods == "bread":
        canvas.oval(x, y, size * 1.05, size * 0.68, colour)
        for cut in (-0.4, 0.0, 0.4):
            canvas.line([(x + cut * size - 2, y - size * 0.35), (x + cut * size + 2, y + 1)], "#f2d9a6", 1.6)
    else:
        canvas.oval(x, y, size * 0.9, size * 0.86, colour)
        canvas.oval(x - size * 0.3, y - size * 0.34, size * 0.24, size * 0.2, "#fff2d8", 0.7)


def _keeper(canvas: Canvas, x: float, y: float, apron: str) -> None:
    canvas.polygon([(x - 36, y), (x - 28, y - 62), (x + 28, y - 62), (x + 36, y)], "#f1e6d2")
    canvas.polygon([(x - 20, y), (x - 16, y - 52), (x + 16, y - 52), (x + 20, y)], apron)
    canvas.oval(x, y - 84, 18, 21, canvas.random.choice(SKINS))
    canvas.oval(x, y - 97, 19, 11, canvas.random.choice(("#2f2329", "#a8a09a", "#6b4028")))


def _shopper(canvas: Canvas, x: float, y: float, coat: str, size: float) -> None:
    def at(dx: float, dy: float) -> Point:
        return x + dx * size, y + dy * size

    canvas.oval(x, y + 4, 44 * size, 9 * size, "#5b3c2c", 0.4)
    for side in (-11, 11):
        canvas.line([at(side, -60), at(side, 0)], "#2d2a3a", 13 * size)
    canvas.polygon([at(-30, -46), at(-24, -136), at(24, -136), at(30, -46)], coat)
    canvas.line([at(20, -128), at(36, -84), at(34, -66)], mix(coat, "#1c1a28", 0.25), 11 * size)
    canvas.polygon([at(18, -68), at(52, -68), at(48, -24), at(22, -24)], "#c99b5b")
    canvas.line(curve(at(22, -68), at(35, -98), at(48, -68), 10), "#8a6435", 3 * size)
    canvas.oval(*at(0, -158), 17 * size, 20 * size, canvas.random.choice(SKINS))
    canvas.oval(*at(0, -166), 19 * size, 15 * size, canvas.random.choice(("#2f2329", "#7a4a2c", "#b8b0a8")))
