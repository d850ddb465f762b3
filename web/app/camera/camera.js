// A viewfinder over the pad: what the camera sees is read as one points it, one frame at a time; those that come meanwhile
// are dropped. Comes when it is first used.

import { element, styled } from "../element.js";
import styles from "../pictures/pictures.css?url";
import { missing } from "../views.js";
import camera from "../words/en/camera.js";
import { english, say } from "../words/words.js";

const FRAME = 1280; // pixels: the longer side of what is read while one points; of what is used, all there are
const WISHED = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };

/** Why there is no camera, by the error's name, and what to do; of any other as of the last. @type {Record<string, string>} */
const PROBLEMS = {
  NotAllowedError: "camera.notAllowed",
  NotFoundError: "camera.notFound",
  NotReadableError: "camera.notStarted",
};

english({ camera });

/** @type {Promise<void> | null} */
let opening = null;

/** One at a time. @param {any} tools of the page */
export function openCamera(tools) {
  opening ??= start(tools).finally(() => (opening = null));
  return opening;
}

async function start(tools) {
  try {
    await styled(styles);
  } catch {
    return tools.notice.show(missing());
  }
  const stream = await navigator.mediaDevices.getUserMedia({ video: WISHED }).catch((error) => {
    console.warn(error);
    tools.notice.show(say(PROBLEMS[error.name] ?? PROBLEMS.NotReadableError));
    return null;
  });
  if (!stream) return;
  // While the user was asked, another view may have come, or another page.
  if (document.hidden || document.body.dataset.view !== "read") return stop(stream);
  await new Camera(tools, stream).run();
}

class Camera {
  #page;
  /** @type {MediaStream} */
  #stream;
  #root = element("div", { class: "viewfinder" });
  #video = /** @type {HTMLVideoElement} */ (element("video", { playsinline: "", "aria-label": say("camera.seen") }));
  #tools = element("div", { class: "picture-tools camera-tools", role: "group", "aria-label": say("camera.tools") });
  #row = document.querySelector(".tools");
  #looking = true;
  #open = new AbortController(); // aborted when it is closed

  constructor(page, stream) {
    this.#page = page;
    this.#stream = stream;
    this.#video.muted = true;
    this.#video.srcObject = stream;
    this.#root.append(this.#video);
    const [track] = stream.getVideoTracks();
    const use = action(say("camera.use"), () => this.#use());
    use.classList.add("done");
    const close = action(say("camera.close"), () => this.#close());
    this.#tools.append(close, ...(track.getCapabilities?.().torch ? [torchOf(track)] : []), use);
    this.#listen(track);
  }

  /** Until it is closed. */
  async run() {
    this.#page.pad.surface.after(this.#root);
    this.#row.prepend(this.#tools);
    this.#row.classList.add("live");
    /** @type {HTMLElement} */ (this.#tools.lastElementChild).focus();
    this.#video.play().catch(console.warn);
    while (this.#looking) {
      await nextFrame(this.#video, this.#open.signal);
      if (this.#looking) await this.#read();
    }
  }

  #listen(track) {
    const { signal } = this.#open;
    const { ink, address, notice } = this.#page;
    const close = () => this.#close();
    const end = () => {
      close();
      notice.show(say("camera.gone"));
    };
    track.addEventListener("ended", end, { signal });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && close(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && close(), { signal });
    ink.addEventListener("change", close, { signal });
    address.addEventListener("change", () => document.body.dataset.view !== "read" && close(), { signal });
  }

  /** What is seen, put where the sheet is, and read. */
  async #read() {
    const { pad, reading } = this.#page;
    const seen = this.#seen();
    if (!seen) return;
    const [x, y, width, height] = seen;
    const shrink = Math.min(1, FRAME / Math.max(width, height));
    const size = { width: Math.round(width * shrink), height: Math.round(height * shrink) };
    const options = { resizeWidth: size.width, resizeHeight: size.height };
    const bitmap = await createImageBitmap(this.#video, x, y, width, height, options).catch(() => null);
    if (!bitmap || !this.#looking) return bitmap?.close();
    pad.lookAt({ bitmap, size, ...size, turns: 0, region: null });
    await reading.ask();
    bitmap.close(); // unless it went to the worker
  }

  /** The part of the video that the pad shows: x, y, width, height; null before there is any. */
  #seen() {
    const { videoWidth, videoHeight } = this.#video;
    const { size } = this.#page.pad;
    if (videoWidth === 0) return null;
    const scale = Math.max(size.width / videoWidth, size.height / videoHeight);
    const [width, height] = [size.width / scale, size.height / scale].map(Math.floor);
    return [Math.floor((videoWidth - width) / 2), Math.floor((videoHeight - height) / 2), width, height];
  }

  /** Opens what is seen as a picture. */
  async #use() {
    const seen = this.#seen();
    if (!seen || !this.#looking) return;
    this.#looking = false;
    this.#video.pause();
    const [x, y, width, height] = seen;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(this.#video, x, y, width, height, 0, 0, width, height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.95));
    if (this.#open.signal.aborted) return;
    await this.#page.open([new File([blob], say("camera.picture"), { type: "image/jpeg" })]);
    this.#close();
  }

  #close() {
    if (this.#open.signal.aborted) return;
    this.#looking = false;
    this.#open.abort();
    stop(this.#stream);
    this.#video.srcObject = null;
    this.#root.remove();
    this.#tools.remove();
    this.#row.classList.remove("live");
    /** @type {HTMLElement} */ (this.#row.querySelector("[data-tool=camera]")).focus();
    const { pad, reading } = this.#page;
    pad.lookAt(null);
    reading.ask();
  }
}

function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}

function action(text, onclick) {
  const button = element("button", { type: "button", class: "words" }, text);
  button.addEventListener("click", onclick);
  return button;
}

function torchOf(track) {
  const button = action(say("camera.light"), async () => {
    const on = button.ariaPressed !== "true";
    try {
      await track.applyConstraints({ advanced: [{ torch: on }] });
      button.ariaPressed = String(on);
    } catch (error) {
      console.warn(error); // it stays as it is
    }
  });
  button.ariaPressed = "false";
  return button;
}

/** Resolves with the next frame of a video, of the screen where browsers don't tell, or when it is closed. */
function nextFrame(video, signal) {
  return new Promise((resolve) => {
    const come = () => {
      signal.removeEventListener("abort", come);
      resolve();
    };
    signal.addEventListener("abort", come);
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(come);
    else requestAnimationFrame(come);
  });
}
