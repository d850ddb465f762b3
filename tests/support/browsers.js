// The browsers that are installed, and for test()'s options why a test is skipped where one is not.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

export const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const FIREFOX = process.env.FIREFOX || "/usr/bin/firefox-esr";

const unless = (program, variable) => !existsSync(program) && `no ${program} (set ${variable})`;

/** false, or what is missing. */
export const skipWithoutChromium = unless(CHROMIUM, "CHROMIUM");
export const skipWithoutFirefox = unless(FIREFOX, "FIREFOX");

// The address bar's lists are pages of their own in each window, which no test sees and which start two processes for
// each context. Only the last such switch counts, so the others are those that Playwright turns off.
const UNSEEN = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];
const AS_PLAYWRIGHT = [
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "LensOverlay", "MediaRouter"],
  ...["HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "PaintHolding", "ThirdPartyStoragePartitioning"],
  ...["AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"],
  "PreconnectToSearch",
];
const ARGS = ["--no-sandbox", `--disable-features=${[...UNSEEN, ...AS_PLAYWRIGHT]}`];

/** @param {string[]} [args] more of Chromium's command line */
export const launchChromium = (args = []) => chromium.launch({ executablePath: CHROMIUM, args: [...ARGS, ...args] });

/** @param {string} profile a folder, which may have settings in it; @returns the browser's one context */
export const launchChromiumProfile = (profile) =>
  chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: ARGS });

export const launchFirefox = () => puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
