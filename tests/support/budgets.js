// What a visit of the page may bring, in bytes, icons apart: of the files that are built, and of what a browser fetches.

export const kB = 1000;
export const FIRST_VISIT = 142.5 * kB; // with the build for engines without SIMD it is 13 kB more
export const IDLE = 217.6 * kB; // what the other views, opened pictures and learning need; 14 kB of it are training and games
