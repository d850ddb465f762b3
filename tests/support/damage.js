// Damaged copies of files, the same in every run of a seed.

const EDGES = [0, 1, 0x7f, 0x80, 0xff];

/** random → a function that damages a file: cut, a bit turned, bytes set to an edge, lost, doubled; mostly in the first
 * bytes, where headers are, or in the last. */
export function damager(random) {
  const below = (count) => Math.floor(random() * count);
  const DAMAGES = [
    (file, place) => file.subarray(0, place),
    (file, place) => file.fill(file[place] ^ (1 << below(8)), place, place + 1),
    (file, place) => file.fill(EDGES[below(EDGES.length)], place, Math.min(file.length, place + 1 + below(8))),
    (file, place) => Buffer.concat([file.subarray(0, place), file.subarray(place + 1 + below(8))]),
    (file, place) => Buffer.concat([file.subarray(0, place + 1 + below(8)), file.subarray(place)]),
  ];
  const placeIn = (length) => {
    const where = random();
    const near = Math.min(length, 96);
    return where < 0.5 ? below(near) : where < 0.7 ? length - 1 - below(near) : below(length);
  };
  return (file) => {
    let bytes = Buffer.from(file);
    for (let times = 1 + below(4); times > 0 && bytes.length > 0; times--)
      bytes = DAMAGES[below(DAMAGES.length)](bytes, placeIn(bytes.length));
    return bytes;
  };
}
