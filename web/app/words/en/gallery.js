// The gallery of what the network misreads.

export default {
  heading: "What it misreads",
  mnist: "MNIST’s test set",
  misread: "Misread digits",
  worstFirst: "Misread digits, the worst first",
  noneMisread: "Of the {count} digits of {of} none is misread.",
  misreads: "Of the {count} digits of {of} it misreads {n}.",
  misreadsAndRefuses: "Of the {count} digits of {of} it misreads {n}, and refuses {refused} of them as no digit.",
  "others-of1998": "Of these the network of 1998 reads {n} right.",
  surest: "First come those of which it was surest. Would you have read them all?",
  as1998: "The paper of 1998 printed the 82 that its own network misread.",
  left: "The worst {most} are shown, {n} are not.",
  fromFile: "Read from {of} on this device, with the weights in use.",
  source:
    "Pictures: {mnist}, by Yann LeCun, Corinna Cortes and Christopher J.C. Burges, under {licence}, unchanged. Read with the weights that ship.",
  nothingYet:
    "MNIST’s pictures do not come with this page. Open its test set below, and here stand all its digits that the network misreads, as the paper of 1998 printed those that its own misread: each with its label, what was read, and what came second; the surest mistakes first.",

  // One of them.
  labelled: "Labelled {digit}",
  position: "{n} of {count}, picture {index} of the set",
  picture: "Picture {index} of the set, labelled {digit}",
  "network-today": "Today",
  "network-of1998": "1998",
  said: "{network}: {digit}",
  saidRight: "{network}: {digit}, right",
  refused: "refused",
  seeMaps: "See its maps",
  all: "All {n}",
  back: "Back",
  next: "Next",

  // A set of one's own.
  own: "Read a set of your own",
  ownHow:
    "A file of pictures and one of labels, as MNIST has them: t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, as they are or as .gz; or drop them here. They stay on this device.",
  open: "Open the two files",
  progress: "Pictures read",
  reading: "Reading {n} pictures …",
  cancel: "Cancel",
  cancelled: "Cancelled: nothing changed.",
  noFile: "That is no file. Save the two files first, then open them.",
  tooMany: "These are {n} files. Open one of pictures and one of labels.",
  "missing-pictures": "{name}: {n} pictures. Open their labels, too.",
  "missing-labels": "{name}: {n} labels. Open their pictures, too.",
};
