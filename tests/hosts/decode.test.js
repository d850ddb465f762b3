// Picture files: every kind that is about goes on being read, and what is incomplete, damaged or made to do harm is refused.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { CommandFolder } from "../support/command-hosts.js";
import { bmp, chunk, drawDigit, jpegOf, orientedBoxes, png, withOrientation } from "../support/picture-files.js";
import { bmpKind, palette, pngKind } from "../support/picture-kinds.js";

const FIXTURES = new URL("../fixtures/", import.meta.url);

/** Made with libjpeg-turbo from a drawing of the tests: baseline and progressive, sampled in several ways, and so on. */
const JPEGS = Object.fromEntries(
  readdirSync(new URL("pictures/", FIXTURES)).map((name) => [
    name,
    readFileSync(new URL(`pictures/${name}`, FIXTURES)),
  ]),
);
const EVIL = readFileSync(new URL("hostile/evil-dht.jpg", FIXTURES));

const drawn = drawDigit(3, { width: 52, height: 58 });
const TWO_COLOURS = { width: 52, height: 58, ink: Array.from(drawn.grey, (value) => (value < 128 ? 1 : 0)) };
const BLACK_ON_WHITE = png({ ...drawn, grey: TWO_COLOURS.ink.map((ink) => (ink ? 0 : 255)) });

let place;
before(() => (place = new CommandFolder("decode")));
after(() => place.remove());

/** The answers to the files, without their names. */
function answers(files) {
  const names = Object.entries(files).map(([name, content]) => place.save(name, content));
  return place.json(["predict", ...names]).map(({ file, ...answer }) => [file, answer]);
}

/** Every file gives the very answer of the same picture as a plain PNG. */
function sameAsPlain(files) {
  const [[, plain], ...others] = answers({ plain: BLACK_ON_WHITE, ...files });
  assert.equal(plain.digit, 3);
  assert.equal(others.length, Object.keys(files).length);
  for (const [name, answer] of others) assert.deepEqual(answer, plain, name);
}

/** All files are refused, each in a line of its own that fits. */
function allRefused(host, files, pattern) {
  const names = Object.entries(files).map(([name, content]) => place.save(name, content));
  const { status, stdout, stderr } = place.runOn(host, ["predict", ...names]);
  assert.equal(stdout, "", "an answer to what is incomplete");
  assert.equal(status, 2);
  const lines = stderr.trimEnd().split("\n");
  assert.equal(lines.length, names.length);
  names.forEach((name, i) => assert.match(lines[i], new RegExp(`^lenet5: ${name}: ${pattern}`)));
}

const segment = (marker, body) =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
const markerAt = (file, marker, from = 0) => file.indexOf(Buffer.from([0xff, marker]), from);

describe("what is about is read", () => {
  test("JPEG: baseline, progressive, sampled, grey, RGB, YCCK, with restarts, scan by scan", () => {
    for (const [name, answer] of answers(JPEGS)) assert.equal(answer.digit, 3, name);
  });

  test("JPEG: other segments, fill bytes and what follows the end change nothing", () => {
    for (const name of ["baseline-420.jpg", "progressive-restarts.jpg"]) {
      const file = JPEGS[name];
      const quantisation = markerAt(file, 0xdb);
      const inside = (...what) => Buffer.concat([file.subarray(0, quantisation), ...what, file.subarray(quantisation)]);
      const [[, plain], ...others] = answers({
        "plain.jpg": file,
        "profile.jpg": inside(
          segment(0xe2, Buffer.from(`ICC_PROFILE\0${"x".repeat(500)}`)),
          segment(0xe2, Buffer.from("MPF\0II*\0")),
        ),
        "comment.jpg": inside(segment(0xfe, Buffer.from("a camera \xff\xd9\xff\xc4\0\x05", "latin1"))),
        "fill.jpg": inside(Buffer.from([0xff, 0xff, 0xff])),
        "thumbnail.jpg": inside(
          segment(0xe1, Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), jpegOf(drawn)])),
        ),
        "second.jpg": Buffer.concat([file, Buffer.alloc(300), jpegOf(drawDigit(7))]),
        "zeros.jpg": Buffer.concat([file.subarray(0, -2), Buffer.alloc(9), file.subarray(-2)]),
      });
      assert.equal(others.length, 6);
      for (const [other, answer] of others) assert.deepEqual(answer, plain, `${name} as ${other}`);
    }
  });

  test("PNG: every colour type and depth, interlaced or not", () => {
    const kinds = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };
    const files = {};
    for (const [type, depths] of Object.entries(kinds))
      for (const bits of depths)
        for (const interlaced of [false, true])
          files[`${type}-${bits}${interlaced ? "-interlaced" : ""}.png`] = pngKind(TWO_COLOURS, {
            colourType: Number(type),
            bits,
            interlaced,
            before: type === "3" ? [palette([0, 0, 0], [255, 255, 255])] : [],
          });
    assert.equal(Object.keys(files).length, 30);
    sameAsPlain(files);
  });

  test("PNG: other chunks, data in pieces, transparency; a colour that the palette lacks is black", () => {
    const grey = { colourType: 0, bits: 8 };
    const indexed = { colourType: 3, bits: 8 };
    const inverse = { ...TWO_COLOURS, ink: TWO_COLOURS.ink.map((ink) => 1 - ink) };
    sameAsPlain({
      "text.png": pngKind(TWO_COLOURS, {
        ...grey,
        before: [chunk("tEXt", Buffer.from("a\0b")), chunk("pHYs", Buffer.alloc(9))],
      }),
      "after.png": pngKind(TWO_COLOURS, { ...grey, after: [chunk("tIME", Buffer.alloc(7))] }),
      "pieces.png": pngKind(TWO_COLOURS, { ...grey, parts: 9 }),
      "opaque.png": pngKind(TWO_COLOURS, {
        ...indexed,
        before: [palette([0, 0, 0], [255, 255, 255]), chunk("tRNS", Buffer.from([255, 255]))],
      }),
      "missing.png": pngKind(inverse, { ...indexed, before: [palette([255, 255, 255])] }),
      "odd-tRNS.png": pngKind(TWO_COLOURS, { ...grey, before: [chunk("tRNS", Buffer.alloc(5))] }),
      "trailing.png": Buffer.concat([BLACK_ON_WHITE, Buffer.from("and more")]),
    });
  });

  test("BMP: every depth and header, upside down or not", () => {
    sameAsPlain({
      ...Object.fromEntries([1, 4, 8, 16, 24, 32].map((bits) => [`${bits}.bmp`, bmpKind(TWO_COLOURS, { bits })])),
      ...Object.fromEntries(
        [1, 4, 8, 24].map((bits) => [`os2-${bits}.bmp`, bmpKind(TWO_COLOURS, { bits, header: 12 })]),
      ),
      ...Object.fromEntries(
        [52, 56, 108, 124].map((header) => [`v-${header}.bmp`, bmpKind(TWO_COLOURS, { bits: 24, header })]),
      ),
      "555.bmp": bmpKind(TWO_COLOURS, { bits: 16, masks: "555" }),
      "565.bmp": bmpKind(TWO_COLOURS, { bits: 16, masks: "565", header: 108 }),
      "888.bmp": bmpKind(TWO_COLOURS, { bits: 32, masks: "888", header: 124 }),
      "bgr.bmp": bmpKind(TWO_COLOURS, { bits: 32, masks: "bgr", header: 56 }),
      "down.bmp": bmpKind(TWO_COLOURS, { bits: 24, topDown: true }),
      "few.bmp": bmpKind(TWO_COLOURS, { bits: 8, entries: 2 }),
      "gap.bmp": bmpKind(TWO_COLOURS, { bits: 24, gap: 10 }),
      "unpadded.bmp": bmpKind(TWO_COLOURS, { bits: 1 }).subarray(0, -1), // 52 bits in 8 bytes
    });
  });

  test("a picture is turned upright as EXIF says, in PNG as in JPEG", () => {
    // Ink in a corner tells all eight apart.
    const grey = new Uint8Array(40 * 30).fill(255);
    for (let y = 3; y < 12; y++) grey.fill(0, y * 40 + 5, y * 40 + 9);
    const upright = { width: 40, height: 30, grey };
    const exif = (orientation) => {
      const file = withOrientation(jpegOf(upright), orientation, orientation % 2 === 1);
      return file.subarray(12, 12 + 26); // behind SOI, the segment's header and "Exif\0\0"
    };
    const all = [1, 2, 3, 4, 5, 6, 7, 8];
    const plain = png(upright);
    const data = plain.indexOf("IDAT") - 4;
    const end = plain.indexOf("IEND") - 4;
    const withExif = (at, orientation) =>
      Buffer.concat([plain.subarray(0, at), chunk("eXIf", exif(orientation)), plain.subarray(at)]);
    const boxes = (files) => answers(files).map(([, { box }]) => box);
    const due = orientedBoxes(upright, boxes({ "upright.png": plain })[0]);
    assert.deepEqual(boxes(Object.fromEntries(all.map((o) => [`o${o}.png`, withExif(data, o)]))), due);
    assert.deepEqual(boxes(Object.fromEntries(all.map((o) => [`after${o}.png`, withExif(end, o)]))), due);
  });
});

describe("what is incomplete is refused", () => {
  const whole = {
    ...JPEGS,
    "grey.png": BLACK_ON_WHITE,
    "interlaced.png": pngKind(TWO_COLOURS, { colourType: 6, bits: 8, interlaced: true, parts: 3 }),
    "indexed.bmp": bmpKind(TWO_COLOURS, { bits: 8 }),
    "masks.bmp": bmpKind({ width: 8, height: 8, ink: new Array(64).fill(0) }, { bits: 32, masks: "888", header: 124 }),
    "core.bmp": bmpKind({ width: 8, height: 8, ink: new Array(64).fill(0) }, { bits: 24, header: 12 }),
  };
  const cuts = (name, step) => {
    const files = {};
    for (let length = 0; length < whole[name].length; length += step)
      files[`${length}-${name}`] = whole[name].subarray(0, length);
    return files;
  };
  for (const name of Object.keys(whole)) {
    test(`${name}, cut anywhere`, () => {
      allRefused("native", cuts(name, name.endsWith(".jpg") ? 3 : 1), "");
      allRefused("WASI", cuts(name, 101), "");
    });
  }

  test("the last bytes are missing", () => {
    const files = {};
    for (const [name, file] of Object.entries(whole))
      for (const missing of [1, 2, 3]) files[`${missing}-${name}`] = file.subarray(0, -missing);
    for (const host of ["native", "WASI"]) allRefused(host, files, "");
  });

  test("JPEG: data that ends early, though the end is marked", () => {
    const files = {};
    for (const [name, file] of Object.entries(JPEGS)) {
      // Behind every scan's header, and half-way from there to the next marker that is no restart.
      for (let scan = markerAt(file, 0xda); scan >= 0; scan = markerAt(file, 0xda, scan + 2)) {
        let end = scan + 2;
        while (file[end] !== 0xff || file[end + 1] === 0 || (file[end + 1] & 0xf8) === 0xd0) end++;
        const start = scan + 2 + file.readUInt16BE(scan + 2);
        const half = (start + end) >> 1;
        for (const [part, at] of Object.entries({ start, half, last: end - 2 }))
          files[`${scan}-${part}-${name}`] = Buffer.concat([file.subarray(0, at), Buffer.from([0xff, 0xd9])]);
      }
    }
    assert.ok(Object.keys(files).length > 90);
    for (const host of ["native", "WASI"]) allRefused(host, files, "cannot be decoded: a (truncated )?JPEG");
  });

  test("PNG: data that ends early, though every chunk is whole", () => {
    const short = { ...TWO_COLOURS, height: 57 };
    const file = pngKind(short, { colourType: 0, bits: 8 });
    const header = Buffer.from(file.subarray(16, 29));
    header.writeUInt32BE(58, 4);
    allRefused(
      "native",
      { "short.png": Buffer.concat([file.subarray(0, 8), chunk("IHDR", header), file.subarray(33)]) },
      "cannot be decoded",
    );
  });

  test("PNG: a bit turned in any chunk that matters", () => {
    const file = pngKind(TWO_COLOURS, { colourType: 3, bits: 2, before: [palette([0, 0, 0], [255, 255, 255])] });
    const files = {};
    for (let at = 0; at < file.length; at++) files[`bit-${at}`] = Buffer.from(file).fill(file[at] ^ 0x10, at, at + 1);
    allRefused("native", files, "");
  });
});

describe("what is made to do harm is refused", () => {
  /** A progressive JPEG without ink: a few bytes a scan, which a decoder goes over the whole picture for. */
  function scans(side, count) {
    const blocks = (side / 8) ** 2;
    const half = 1 << 14;
    const frame = Buffer.from([8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0]);
    // Codes of two bits: 00 ends the band for 2^14 blocks and as many more as 14 bits say; 01 for this one.
    const bits = "00".concat("0".repeat(14)).repeat(Math.floor(blocks / half)) + "01".repeat(blocks % half);
    const data = Buffer.from(
      bits
        .padEnd(Math.ceil(bits.length / 8) * 8, "1")
        .match(/.{8}/g)
        .map((byte) => parseInt(byte, 2)),
    );
    return Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xdb, Buffer.from([0, ...new Array(64).fill(1)])),
      segment(0xc2, frame),
      segment(0xc4, Buffer.from([0, 1, ...new Array(15).fill(0), 0])),
      segment(0xc4, Buffer.from([0x10, 0, 2, ...new Array(14).fill(0), 0xe0, 0x00])),
      segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])),
      Buffer.alloc(blocks / 8),
      ...Array.from({ length: count }, () => [segment(0xda, Buffer.from([1, 1, 0, 1, 63, 0x10])), data]).flat(),
      Buffer.from([0xff, 0xd9]),
    ]);
  }

  test("a Huffman table whose counts are over what its lengths hold", () => {
    place.save("evil-dht.jpg", EVIL);
    for (const verb of ["predict", "read", "layers"])
      place.refused(
        [verb, "evil-dht.jpg"],
        /^lenet5: evil-dht\.jpg: cannot be decoded: a JPEG with a damaged Huffman table\n$/,
      );
    const good = JPEGS["baseline-420.jpg"];
    const table = markerAt(good, 0xc4) + 5;
    for (let length = 0; length < 16; length++) {
      const file = Buffer.from(good);
      file[table + length] = 255;
      place.save("counts.jpg", file);
      place.refused(["predict", "counts.jpg"], /damaged (Huffman table|segment)|truncated JPEG/);
    }
  });

  test("a progressive JPEG of more scans than its size allows; one of few passes", () => {
    assert.equal(answers({ "few.jpg": scans(4096, 20) })[0][1].reason, "blank");
    assert.equal(answers({ "small.jpg": scans(64, 600) })[0][1].reason, "blank");
    place.save("many.jpg", scans(4096, 2000));
    place.refused(
      ["predict", "many.jpg"],
      /^lenet5: many\.jpg: cannot be decoded: a JPEG of more scans than a picture of its size has\n$/,
    );
  });

  test("headers that contradict themselves", () => {
    const good = JPEGS["progressive-420.jpg"];
    const at = (marker) => markerAt(good, marker);
    const edited = (place, ...bytes) => {
      const file = Buffer.from(good);
      file.set(bytes, place);
      return file;
    };
    const frame = at(0xc2);
    const scan = at(0xda);
    const cut = bmp({ width: 5, height: 5, grey: new Uint8Array(25) });
    const withBmp = (place, value) => {
      const file = Buffer.from(cut);
      file.writeInt32LE(value, place);
      return file;
    };
    allRefused(
      "native",
      {
        "bits.jpg": edited(frame + 4, 12),
        "no-height.jpg": edited(frame + 5, 0, 0),
        "components.jpg": edited(frame + 9, 2),
        "sampling-0.jpg": edited(frame + 11, 0x02),
        "sampling-5.jpg": edited(frame + 11, 0x52),
        "sampling-3.jpg": edited(frame + 11, 0x32),
        "table.jpg": edited(frame + 12, 4),
        "same.jpg": edited(frame + 13, good[frame + 10]),
        "lossless.jpg": edited(frame, 0xff, 0xc3),
        "arithmetic.jpg": edited(frame, 0xff, 0xc9),
        "scan-of-0.jpg": edited(scan + 4, 0),
        "scan-of-9.jpg": edited(scan + 4, 9),
        "scan-of-none.jpg": edited(scan + 5, 99),
        "scan-twice.jpg": edited(scan + 7, good[scan + 5]),
        "no-tables.jpg": edited(at(0xc4), 0xff, 0xfe),
        "no-quantisation.jpg": edited(at(0xdb), 0xff, 0xfe),
        "twice.jpg": Buffer.concat([good.subarray(0, scan), good.subarray(frame)]),
        "again.jpg": Buffer.concat([good.subarray(0, scan), good]),
        "offset.bmp": withBmp(10, 2 ** 31 - 1),
        "in-header.bmp": withBmp(10, 20),
        "wide.bmp": withBmp(18, 2 ** 31 - 1),
        "negative.bmp": withBmp(18, -5),
        "least.bmp": withBmp(22, -(2 ** 31)),
        "tall.bmp": withBmp(22, 6),
        "bits.bmp": withBmp(28, 257),
        "rle.bmp": withBmp(30, 1),
        "header.bmp": withBmp(14, 39),
      },
      "(cannot be decoded: |a picture of )",
    );
  });
});
