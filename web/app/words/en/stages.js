// How something was read, step by step: a sentence about each picture.

export default {
  title: "Step by step",
  about: "What was done with the picture, one step after another, on this device.",
  nothing: "Write a number on the pad, or open a picture.",
  failed: "The steps could not be shown. Check the connection.",
  working: "The picture as it is looked at: a large one is made smaller first.",
  grey: "In grey, with the ink dark: what lies around the paper is left out, and hard shadows are made light.",
  background: "How bright the paper is from place to place.",
  contrast: "How far each place differs from its paper.",
  ink: "What differs enough to be ink.",
  print: "Frames and rules: they are print, and were taken off.",
  noPrint: "No frames and no rules were found.",
  unruled: "What is left without the lines of ruled paper.",
  components: "Ink that hangs together has one colour.",
  apart: "Left aside: underlines, holes, small print and what is crossed out.",
  noApart: "Nothing was left aside.",
  cells: "The cells of a form or table.",
  lines: "The lines of writing, one colour each.",
  pieces: "The line that was read, made upright, and cut wherever two digits may part.",
  path: "The digits of the answer, each in its frame.",
};
