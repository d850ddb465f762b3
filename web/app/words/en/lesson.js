// The ten steps of the lesson: title, paragraph, an example with the ink on the pad, and a question.

export default {
  step: "{n} of {count}",
  stepOf: "{n}: {title}",
  steps: "Steps",
  back: "Back",
  next: "Next",
  largeType: "Large type",
  write: "Write a digit on the pad to see this with your own ink.",
  andNumber: "And how is a number read?",
  andMisread: "And which digits does it misread?",
  kernelOf: "Kernel {map}",
  mapOf: "Map {map}",
  sixKernels: "The six kernels of C1, blue for weights above 0 and brown below, over their maps.",
  curves: "ReLU, tanh and sigmoid as curves",

  "picture-title": "A picture is numbers",
  "picture-text":
    "To the network a picture is 28 × 28 numbers: 0 is paper, 1 is ink, between them are the edges of the stroke. Your ink was cut out, brought to one size and centred by weight. A border of 2 on each side makes it {side} × {side}, so that a window of 5 × 5 can have its middle on every pixel of the picture.",
  "picture-example": "Of your 784 numbers {n} are not 0.",
  "picture-question": "Write the same digit small and in a corner. What of that does the network see?",

  "kernel-title": "C1: a kernel slides over it",
  "kernel-text":
    "A kernel is 5 × 5 weights. It slides over the picture; at each place the 25 numbers under it are multiplied by the weights and added up, and a bias is added. Each sum is one pixel of a map: how much the ink there looks like the kernel. The window fits in 28 × 28 places, and so large is the map.",
  "kernel-example":
    "At row {row}, column {column} the 25 products make {sum}; with the bias of {bias} that is {total}.",
  "kernel-question": "Move the output over the map. Where is it largest, and what have ink and kernel in common there?",

  "kernels-title": "Why several kernels?",
  "kernels-text":
    "A kernel has one set of weights and so looks for one thing everywhere: an edge in one direction, say. What does not look like it leaves no trace in its map, and is lost for all that follows. So C1 has six kernels, and makes six maps of the same picture; together they keep what any one of them would lose.",
  "kernels-example":
    "Your ink speaks loudest in map {most}, up to {highest}, and least in map {least}, up to {lowest}.",
  "kernels-question": "Write a horizontal stroke, then a vertical one. Which maps answer to which?",

  "relu-title": "ReLU, where there was a tanh",
  "relu-text":
    "After each sum comes a bend: without one, all layers together could do no more than a single one. In 1998 it was a tanh, which flattens both ends, or elsewhere a sigmoid; where they are flat, learning hardly moves. ReLU keeps what is positive and makes the rest 0: it is cheap, and it never flattens above.",
  "relu-example":
    "The sum here is {sum}: ReLU makes {relu} of it, the tanh of 1998 {tanh}, a sigmoid {sigmoid}. Of C1’s {all} outputs {n} are 0.",
  "relu-question": "Find an output whose sum is negative. What would the tanh have passed on?",

  "s2-title": "S2: the largest of four",
  "s2-text":
    "Of each square of four outputs the largest goes on. That leaves a quarter of the numbers, and where exactly something was found matters less. It has no weights. In 1998 the layer added the four, multiplied by a coefficient and added a bias, both learned, and ended in a tanh: subsampling.",
  "s2-example": "Here the four are {four}: their largest is {largest}, their mean would be {mean}.",
  "s2-question": "Write the digit again, a little to the side. Which changes more, C1 or S2?",

  "c3-title": "C3: six maps become one",
  "c3-text":
    "A map of C3 looks at all six maps of S2 at once, with a kernel of its own for each. The six sums and one bias are added to one number, and then comes ReLU: so an edge here and a bend there can make a corner. Sixteen such maps have {n} weights and biases. In 1998 most of them saw only three or four maps of S2, to save weights and to make the maps differ.",
  "c3-example": "Of the six, S2 map {most} adds most here: {sum} of {total}.",
  "c3-question": "Choose another of the six kernels above the picture. Does it speak for this output or against it?",

  "s4-title": "S4: once more the largest of four",
  "s4-text":
    "What C3 found is pooled as well: sixteen maps of 5 × 5 are left, {n} numbers in place of {before}. Each of them looks at a window of {field} × {field} pixels of the picture: what it says is about a part of the digit, no longer about pixels.",
  "s4-example": "Of your {all} numbers {n} are not 0.",
  "s4-question": "What of your digit can you still see in S4, and what only the network?",

  "c5-title": "C5 and F6: no more places",
  "c5-text":
    "The kernels of C5 cover all of S4, so that they fit in one place only: a convolution that could as well be called fully connected. Its 120 units no longer say where something is, only whether. F6 makes 84 of them, for a reason of 1998: 7 × 12, the size of the little pictures of characters with which its answers were compared.",
  "c5-example": "For your ink {n} of {of} units of C5 speak, and {n6} of {of6} of F6.",
  "c5-question": "Write two threes that differ. Which units of F6 speak for both?",

  "f7-title": "F7 and softmax: the answer",
  "f7-text":
    "F7 adds up ten sums, one a digit. Softmax makes shares of them: e to the power of each, divided by their sum. So what counts are differences. In 1998 there was no softmax: ten units measured how far F6 was from a picture drawn for each digit (radial basis functions), and the smallest distance won.",
  "f7-example":
    "{best} has {logit}, {second} has {other}. With a difference of {apart} the first is {times} times as likely: {share} and {otherShare}.",
  "f7-question": "Write something between a 1 and a 7 until two shares are nearly equal. What does F7 say of the two?",

  "learned-title": "What it learned",
  "learned-text":
    "Nobody wrote these kernels. The {n} weights and biases began as chance; then the network was shown examples with their answers, one after another, and each time every weight was moved a little in the direction that makes the error smaller. {layer} alone holds {share} of them. The first layers work hardest, though: their few weights are used again at every place.",
  "learned-example":
    "Of F6’s {all} weights {n} are negative: they speak against what others speak for. Unit {unit} says {output} to your ink.",
  "learned-question": "In the table below: which layer has the most weights, and which multiplies most?",
};
