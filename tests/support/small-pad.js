// Writing on the pad of a view: with mouse, finger or keyboard.

import { swipe } from "./page-driver.js";
import { STROKES, smooth } from "./strokes.js";

const STEPS_ACROSS = 24; // as keyboard-input.js moves the pen
const START = { x: 0, y: -6 }; // where it begins, in steps from the middle of a pad that is higher than wide, or square
const KEYS = { x: ["ArrowLeft", "ArrowRight"], y: ["ArrowUp", "ArrowDown"] };

/** The strokes of a row of digits, about the middle of the pad, in the window. */
async function strokesOn(page, text, side = 0.6) {
  const pad = page.locator(".small-pad canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  const high = side * Math.min(box.height, (box.width / text.length) * 1.4);
  const wide = high / 1.4;
  return Array.from(text, (digit, i) => {
    const left = box.x + box.width / 2 + (i - text.length / 2) * wide;
    const top = box.y + (box.height - high) / 2;
    return STROKES[digit].map((stroke) => smooth(stroke).map(([u, v]) => [left + u * wide, top + v * high]));
  }).flat();
}

/** @param {string} text digits */
export async function writeByMouse(page, text) {
  for (const [first, ...rest] of await strokesOn(page, text)) {
    await page.mouse.move(...first);
    await page.mouse.down();
    await Promise.all(rest.map((point) => page.mouse.move(...point)));
    await page.mouse.up();
  }
}

/** @param {string} text digits */
export async function writeByTouch(page, text) {
  for (const stroke of await strokesOn(page, text)) await swipe(page, stroke);
}

/** A pen that arrow keys move over the focused pad; it stays where it was. */
export class KeyboardPen {
  #page;
  #at = { ...START };

  constructor(page) {
    this.#page = page;
  }

  /** @param {string} digit */
  async write(digit, side = 0.7) {
    const steps = ([u, v]) => ({
      x: Math.round((u - 0.5) * side * STEPS_ACROSS),
      y: Math.round((v - 0.5) * side * STEPS_ACROSS),
    });
    for (const stroke of STROKES[digit]) {
      const [first, ...rest] = stroke.map(steps);
      await this.#go(first);
      await this.#page.keyboard.press("Space");
      for (const point of rest) await this.#go(point);
      await this.#page.keyboard.press("Space");
    }
  }

  // Both ways in turn, so that what is slanted becomes stairs.
  async #go(to) {
    while (this.#at.x !== to.x || this.#at.y !== to.y)
      for (const axis of ["x", "y"]) {
        const step = Math.sign(to[axis] - this.#at[axis]);
        if (step === 0) continue;
        await this.#page.keyboard.press(KEYS[axis][step < 0 ? 0 : 1]);
        this.#at[axis] += step;
      }
  }
}
