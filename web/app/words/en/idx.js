// Files of a labelled set that can't be used.

export default {
  advice: "Open t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, as they are or as .gz.",
  again: "Download it again.",
  tooLarge: "{name} is too large for a set of digits.",
  noIdx: "{name} is no IDX file of pictures or labels.",
  noHeader: "{name} ends within its header.",
  "empty-pictures": "{name} says that it has no pictures.",
  "empty-labels": "{name} says that it has no labels.",
  "most-pictures": "{name} says that it has {n} pictures; at most {most} are read.",
  "most-labels": "{name} says that it has {n} labels; at most {most} are read.",
  "cutShort-pictures": "{name} is cut short: {n} pictures are {due} bytes, and it has {length}.",
  "cutShort-labels": "{name} is cut short: {n} labels are {due} bytes, and it has {length}.",
  "tooLong-pictures": "{name} is longer than it says: {n} pictures are {due} bytes, and it has {length}.",
  "tooLong-labels": "{name} is longer than it says: {n} labels are {due} bytes, and it has {length}.",
  notOneSet:
    "{pictures} has {n} pictures, {labels} has {count} labels: they are not of one set. Open the two of the same set.",
  otherSides: "{name} has pictures of {width} × {height} pixels; the network takes {side} × {side}.",
  noDigits: "{name} is not about digits: its label {at} is {label}.",
  packed: "This browser can’t unpack {name}. Unpack it, and open what comes out.",
  damaged: "{name} is damaged: it could not be read to its end.",
};
