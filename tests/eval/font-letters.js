// Printed letters, drawn by headless Chromium in the fonts that are on most machines with a browser.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { greyPicture } from "./canvas.js";
import { Random } from "./random.js";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

// Without the digits' twins: O o Q D, I i J j l, Z z, S s, G b, B, g q y. Wanted in Latin, Greek and Cyrillic.
const LETTERS = [..."ACEFHKLMNPRTUVWXYacdefhkmnprtuvwx", ..."ΓΔΛΞΠΣΦΨΩαγεηκλμξπφχψω", ..."ЖШЮДФЩЫЦлжшщюц"];
const STYLES = ["normal", "italic", "bold"];
const FAMILIES = [
  "DejaVu Sans",
  "DejaVu Sans Mono",
  "DejaVu Serif",
  "Liberation Mono",
  "Liberation Sans",
  "Liberation Serif",
];
const SIZE = { canvas: 120, from: 40, to: 84 };

/** Those of the families that are there: the set must not depend on what else is. Without fontconfig's command, or any of
 * them, what a browser always has. */
function families() {
  const { status, stdout } = spawnSync("fc-list", [":lang=el", "family"], { encoding: "utf8" });
  const names = new Set(status === 0 ? stdout.split("\n").flatMap((line) => line.split(",")) : []);
  const present = FAMILIES.filter((family) => names.has(family));
  return present.length > 0 ? present : ["monospace", "sans-serif", "serif"];
}

function* orders() {
  for (const family of families()) {
    for (const style of STYLES) {
      for (const letter of LETTERS) {
        const random = new Random("font", family, style, letter);
        yield {
          letter,
          font: `${style} ${Math.round(random.between(SIZE.from, SIZE.to))}px "${family}"`,
          turn: random.normal() * 0.08,
          inverted: random.chance(0.3),
        };
      }
    }
  }
}

/** Runs in the page: one grey picture a letter, dark on light, as base64. */
function drawInPage({ letters, size }) {
  const context = new OffscreenCanvas(size, size).getContext("2d", { willReadFrequently: true });
  context.textAlign = "center";
  context.textBaseline = "middle";
  return letters.map(({ letter, font, turn }) => {
    context.resetTransform();
    context.fillStyle = "white";
    context.fillRect(0, 0, size, size);
    context.fillStyle = "black";
    context.setTransform(Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), size / 2, size / 2);
    context.font = font;
    context.fillText(letter, 0, 0);
    const { data } = context.getImageData(0, 0, size, size);
    return btoa(String.fromCharCode(...Array.from({ length: size * size }, (_, i) => data[4 * i])));
  });
}

/** @returns {Promise<object[]>} items { truth: null, picture, name, kind } */
export async function fontLetters() {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const letters = [...orders()];
    const drawn = await page.evaluate(drawInPage, { letters, size: SIZE.canvas });
    return drawn.map((text, index) => ({
      truth: null,
      kind: "font letters",
      picture: greyPicture(
        { width: SIZE.canvas, height: SIZE.canvas, values: Buffer.from(text, "base64") },
        letters[index].inverted,
      ),
      name: `${letters[index].letter} in ${letters[index].font}`,
    }));
  } finally {
    await browser.close();
  }
}

/** Why there can be no font letters here, or null. */
export function missingForFontLetters() {
  return existsSync(CHROMIUM) ? null : CHROMIUM;
}
