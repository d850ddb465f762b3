// Training a network on the device.

export default {
  title: "Train it here",
  intro: "LeNet-5 learns on this device, by the program that made the weights of this page. Nothing leaves it.",

  // Twenty digits of one's own.
  ownTitle: "From nothing, with twenty of your own digits",
  ownText: "Write each digit twice. A new network learns from these alone in some seconds, and then reads you.",
  ownStart: "Write twenty digits",
  write: "Write a {digit}",
  written: "{n} of 20 written",
  next: "Next",
  before: "Back",
  clear: "Clear",
  empty: "The pad is empty: write a {digit} first.",
  leaveOwn: "Leave",

  // MNIST.
  mnistTitle: "From MNIST, as researchers do",
  mnistText:
    "Open train-images-idx3-ubyte and train-labels-idx1-ubyte, as they are or as .gz, or drop them here. Of their 60,000 digits 50,000 are learned from; the other 10,000 count its errors.",
  open: "Open the two files",
  epochs: "Times through all digits (epochs)",
  openPictures: "{name} is there. Open the pictures, too.",
  openLabels: "{name} is there. Open the labels, too.",
  tooMany: "These are {n} files. Open one of pictures and one of labels.",
  noFile: "That is no file. Save the two files first, then open them.",
  opening: "Opening the files …",

  // While it trains.
  starting: "Getting ready …",
  learning: "It learns",
  paused: "Paused",
  resume: "Go on",
  pause: "Pause",
  cancel: "Cancel",
  cancelled: "Cancelled: what it had learned is gone.",
  cancelledKept: "Cancelled. With the same files it goes on after the last whole epoch.",
  wentOn: "It goes on after epoch {n}, where it was left.",
  anew: "Start anew",
  elsewhere: "It goes on while you look at other views, and ends when this page is closed.",
  epochOf: "Epoch {n} of {epochs}",
  epochMeasuring: "Epoch {n} of {epochs} · measuring its pace",
  epochSeconds: {
    one: "Epoch {epoch} of {epochs} · about {n} second left",
    other: "Epoch {epoch} of {epochs} · about {n} seconds left",
  },
  epochMinutes: {
    one: "Epoch {epoch} of {epochs} · about {n} minute left",
    other: "Epoch {epoch} of {epochs} · about {n} minutes left",
  },
  loss: "Loss",
  lossSays: "Loss, from {first} to {last}: the less, the surer it is of what is right.",
  lossNone: "Loss: nothing learned yet.",
  errors: "Errors",
  errorsSay: "Errors, from {first} to {last} of digits that it does not learn from.",
  errorsNone: "Errors: none counted yet.",
  kernels: "The six kernels of C1",
  kernel: "Kernel {n}",
  after: "After epoch {n} of {epochs}: {share} errors.",
  heldOut: "Counted on {n} digits that it does not learn from.",
  drawn:
    "Counted on {n} digits that this page draws itself, in other hands than yours: nothing of your own is held back. Your own hand is tried when it has learned.",

  // When it has learned.
  done: "It has learned",
  doneMnist: "Of {n} digits that it did not learn from it misreads {errors}: {share}.",
  doneOwn: "Of {n} digits in other hands, drawn by this page, it misreads {errors}: {share}. How does it read yours?",
  use: "Use it here",
  save: "Save the weights",
  again: "Train another",
  try: "Try it with ten new digits",

  // The trial.
  right: "{digit}: right, {share}",
  wrong: "{digit} was read as {read}, {share}",
  refused: "{digit} was read as no digit",
  score: { one: "It read {n} of your ten new digits.", other: "It read {n} of your ten new digits." },

  // What can go wrong.
  "fault-memory": "This device has not enough memory for that training. Close other pages and try again.",
  "fault-refused":
    "These two files are not as MNIST has them, so that nothing was learned. Open the training set's two files.",
  "fault-diverged": "The training went astray: its numbers grew beyond all bounds. Start it anew.",
  "fault-unreachable": "The trainer did not arrive. Check the connection, and try again.",
  untrained: "What it learned could not be tried here.",
};
