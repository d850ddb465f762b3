// How long after a sheet has come to rest before the camera its number is read: Chromium's fake camera plays a film of 407,
// moved for a second and at rest for five, over and over. The delay of each rest at whose begin the number is not shown, and
// how many of its frames were read:
//   node tests/page/camera-delay.js

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchChromium } from "../support/browsers.js";
import { writeFilm } from "../support/films.js";
import { openPage, SITE } from "../support/page-driver.js";
import { PHONE } from "../support/page-suite.js";
import { serveFolder } from "../support/static-server.js";

const RESTS = 5;
const TEXT = "407";
const PATIENCE = 60_000; // ms

const folder = await mkdtemp(join(tmpdir(), "lenet5-film-"));
const film = join(folder, "sheet.y4m");
await writeFilm(film, TEXT, { moving: 10, resting: 50 });
const site = await serveFolder(SITE);
const browser = await launchChromium([
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
]);
try {
  const { page } = await openPage(browser, site.url, { ...PHONE, permissions: ["camera"], serviceWorkers: "block" });
  await page.evaluate(countReadings);
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  await page.locator(".viewfinder video").waitFor();
  const rests = await page.evaluate(watchRests, { count: RESTS, text: TEXT, patience: PATIENCE });
  for (const { delay, frames, read } of rests)
    console.log(
      `read ${delay} ms after the first frame at rest; of ${frames} frames that came until then ${read} were read`,
    );
  console.log(`median: ${rests.map(({ delay }) => delay).toSorted((a, b) => a - b)[RESTS >> 1]} ms`);
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true });
}

/** In the page: how many pictures its worker was given. */
function countReadings() {
  globalThis.readings = 0;
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, transfer) {
    if (message.task === "picture") globalThis.readings++;
    return post.call(this, message, transfer);
  };
}

/** In the page: a rest begins with the frame that the next one equals. */
async function watchRests({ count, text, patience }) {
  const video = document.querySelector("video");
  const answer = document.querySelector(".answer-text");
  const [width, height] = [64, 48];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  const deadline = performance.now() + patience;
  const nextFrame = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const look = () => {
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const differs = (a, b) => a.some((value, i) => Math.abs(value - b[i]) > 8);
  const isRead = () => answer.textContent === text;
  const rests = [];
  let before = { time: await nextFrame(), seen: look(), isMoving: false, isRead: isRead(), readings: 0 };
  while (rests.length < count) {
    const time = await nextFrame();
    const seen = look();
    const isMoving = differs(seen, before.seen);
    if (before.isMoving && !isMoving && !before.isRead) rests.push(await untilRead(before));
    before = { time, seen, isMoving, isRead: isRead(), readings: globalThis.readings };
  }
  return rests;

  async function untilRead({ time, readings }) {
    let frames = 2; // the first at rest and the one that equals it
    const see = () => {
      frames++;
      if (!isRead()) video.requestVideoFrameCallback(see);
    };
    video.requestVideoFrameCallback(see);
    while (!isRead()) {
      if (performance.now() > deadline) throw new Error(`${text} is not read, but ${answer.textContent}`);
      await new Promise(requestAnimationFrame);
    }
    return { delay: Math.round(performance.now() - time), frames, read: globalThis.readings - readings };
  }
}
