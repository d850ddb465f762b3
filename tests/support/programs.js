// The programs that test the engine's steps, tests/unit/NAME.c: as the command is built, or by make asan.

import { fileURLToPath } from "node:url";

const built = (folder, name) => fileURLToPath(new URL(`../../build/${folder}/${name}`, import.meta.url));

export const sanitized = (name) => built("asan/tests", name);
export const program = process.env.LENET5_SANITIZED ? sanitized : (name) => built("tests", name);
