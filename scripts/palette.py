"""Make a screenshot small: 256 colours, counted by the browser, stored with a palette."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The 256 commonest colours are kept; each other one becomes the nearest of them.
_COUNT = """async png => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const dots = context.getImageData(0, 0, image.width, image.height).data;
  const seen = new Map();
  const colour = at => dots[at] << 16 | dots[at + 1] << 8 | dots[at + 2];
  for (let at = 0; at < dots.length; at += 4)
    seen.set(colour(at), (seen.get(colour(at)) ?? 0) + 1);
  const order = [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const kept = order.slice(0, 256).map(each => each[0]);
  const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2
    + ((a & 255) - (b & 255)) ** 2;
  const nearest = new Map(kept.map((each, at) => [each, at]));
  for (const each of seen.keys()) if (!nearest.has(each)) {
    let best = 0;
    kept.forEach((other, at) => { if (far(each, other) < far(each, kept[best])) best = at; });
    nearest.set(each, best);
  }
  const drawn = [];
  for (let at = 0; at < dots.length; at += 4) drawn.push(nearest.get(colour(at)));
  const bytes = Uint8Array.from(drawn);
  let text = '';
  for (let at = 0; at < bytes.length; at += 32768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [image.width, image.height, kept, btoa(text)];
}"""


def reduce(page: Page, png: bytes) -> bytes:
    """Return a picture with a palette; ``page`` is any page of a browser, it only counts."""
    width, height, colours, drawn = page.evaluate(_COUNT, base64.b64encode(png).decode())
    dots = base64.b64decode(drawn)
    lines = b"".join(b"\0" + dots[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = b"".join(each.to_bytes(3, "big") for each in colours)
    parts = (
        (b"IHDR", head),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
